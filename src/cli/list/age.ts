const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How old something is, in the words of `kubectl get`; undefined where the manifest does not tell. */
export function ageOf(created: string | undefined, now: number): string | undefined {
  const milliseconds = created === undefined ? NaN : now - Date.parse(created);
  if (Number.isNaN(milliseconds)) return undefined;
  if (milliseconds >= DAY) return `${Math.floor(milliseconds / DAY)}d`;
  if (milliseconds >= HOUR) return `${Math.floor(milliseconds / HOUR)}h`;
  return `${Math.max(0, Math.floor(milliseconds / MINUTE))}m`;
}

/** What time it is: MTLS_TODAY stands for its day, so that output can be repeated. */
export function nowOf(env: Readonly<Record<string, string | undefined>>): number {
  const today = Date.parse(env.MTLS_TODAY ?? '');
  return Number.isNaN(today) ? Date.now() : today;
}
