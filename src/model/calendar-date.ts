const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the text is a day that exists, as YYYY-MM-DD. Such days compare as text. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  const days = month === 2 && isLeapYear(year) ? 29 : DAYS_OF_MONTHS[month - 1];
  return day >= 1 && day <= days;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
