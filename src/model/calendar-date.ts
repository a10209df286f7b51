const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, as YYYY-MM-DD. Such days compare as text. */
export function isCalendarDate(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
