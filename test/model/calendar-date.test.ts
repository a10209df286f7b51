import { isCalendarDate } from '../../src/model/calendar-date';

test.each([
  '2027-01-31', '2027-12-31', '2028-02-29', '2000-02-29', '1999-12-31', '0001-01-01', '9999-12-31',
])('%s is a day', (text) => {
  expect(isCalendarDate(text)).toBe(true);
});

test.each([
  ['2027-02-30', 'February has no 30th'],
  ['2027-02-29', '2027 is no leap year'],
  ['2100-02-29', 'a century is a leap year only every 400 years'],
  ['2027-04-31', 'April has 30 days'],
  ['2027-13-01', 'a year has twelve months'],
  ['2027-00-10', 'months begin with 1'],
  ['2027-01-00', 'days begin with 1'],
  ['2027-1-1', 'month and day have two digits'],
  ['27-01-01', 'a year has four digits'],
  ['2027/01/01', 'parts are joined by dashes'],
  ['2027-01-01T00:00:00Z', 'a day has no time'],
  ['2027-01-01\n', 'nothing follows'],
  [' 2027-01-01', 'nothing comes before'],
  ['tomorrow', 'words are no day'],
  ['', 'nothing is no day'],
])('%j is no day: %s', (text) => {
  expect(isCalendarDate(text)).toBe(false);
});
