import { isPortNumber } from '../../src/model/port-number';

test.each([1, 80, 8080, 65535])('%d is a port', (port) => {
  expect(isPortNumber(port)).toBe(true);
});

test.each([0, -1, 65536, 80.5, NaN, Infinity, '80', null, undefined, {}, [80], true])('%p is no port', (port) => {
  expect(isPortNumber(port)).toBe(false);
});
