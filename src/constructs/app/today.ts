import { isCalendarDate } from '../../model/calendar-date';
import type { Findings } from '../../model/findings';
import { refusal } from '../private/refuse';

/** The day that expiry dates are held against: said in code, else `MTLS_TODAY`, else the system's. Undefined (and reported) where that is none. */
export function resolveToday(said: string | undefined, source: string, findings: Findings): string | undefined {
  const today = said ?? process.env.MTLS_TODAY ?? new Date().toISOString().slice(0, 10);
  if (isCalendarDate(today)) return today;
  findings.error(source, refusal('MTLS_TODAY', today, 'a day as YYYY-MM-DD', 'set it to the day that the build stands for, or unset it'));
  return undefined;
}
