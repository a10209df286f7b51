/** Throws where a value is written that can never be right; what only the whole app shows is validated at synth. */
export function refuse(what: string, got: unknown, allowed: string, remedy: string): never {
  throw new Error(refusal(what, got, allowed, remedy));
}

/** The wording of every refusal: what, the value got, what is allowed, the remedy. */
export function refusal(what: string, got: unknown, allowed: string, remedy: string): string {
  return `${what}: got ${quote(got)}; allowed: ${allowed}; ${remedy}`;
}

function quote(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value) ?? String(value);
}
