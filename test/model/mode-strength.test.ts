import { DEFAULT_MODE, inherit, isWeaker } from '../../src/model/mode-strength';
import { MtlsMode } from '../../src/model/mtls-mode';

const { UNSET, DISABLE, PERMISSIVE, STRICT } = MtlsMode;

test('where no policy says anything, Istio accepts both', () => {
  expect(DEFAULT_MODE).toBe(PERMISSIVE);
});

test.each([
  [UNSET, STRICT, STRICT],
  [UNSET, DISABLE, DISABLE],
  [DISABLE, STRICT, DISABLE],
  [PERMISSIVE, STRICT, PERMISSIVE],
  [STRICT, DISABLE, STRICT],
] as const)('%s under %s is %s', (mode, parent, expected) => {
  expect(inherit(mode, parent)).toBe(expected);
});

test.each([
  [DISABLE, PERMISSIVE, true],
  [DISABLE, STRICT, true],
  [PERMISSIVE, STRICT, true],
  [DISABLE, DISABLE, false],
  [PERMISSIVE, PERMISSIVE, false],
  [STRICT, STRICT, false],
  [PERMISSIVE, DISABLE, false],
  [STRICT, PERMISSIVE, false],
  [STRICT, DISABLE, false],
] as const)('%s is weaker than %s: %s', (mode, than, expected) => {
  expect(isWeaker(mode, than)).toBe(expected);
});
