import { Construct } from 'constructs';

const MAX_QUOTED = 300;

/** Throws where a value is written that can never be right; what only the whole app shows is validated at synth. */
export function refuse(what: string, got: unknown, allowed: string, remedy: string): never {
  throw new Error(refusal(what, got, allowed, remedy));
}

/** The wording of every refusal: what, the value got, what is allowed, the remedy. */
export function refusal(what: string, got: unknown, allowed: string, remedy: string): string {
  return `${what}: got ${quote(got)}; allowed: ${allowed}; ${remedy}`;
}

/** Never throws: a refusal has to be about the value, whatever the value does. */
function quote(value: unknown): string {
  let text: string;
  try {
    text = describe(value);
  } catch {
    text = `a value of type ${typeof value}`;
  }
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function or class ${value.name}`;
  return typeof value === 'object' && value !== null ? describeObject(value) : String(value);
}

function describeObject(value: object): string {
  if (Construct.isConstruct(value)) return `the construct ${(value as Construct).node.path || 'at the root'}`;
  const name = value.constructor?.name;
  // What an object of a class holds is not what its user wrote.
  return Array.isArray(value) || name === undefined || name === 'Object' ? JSON.stringify(value, quoteBigInt) : `an object of class ${name}`;
}

function quoteBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
