import { hasReached, WaveStep } from '../../src/migration/wave-step';

const { PERMISSIVE, CLIENTS, STRICT, LOCK } = WaveStep;

test.each([
  // step, reached: permissive, clients, strict, lock
  [undefined, [false, false, false, false]],
  [PERMISSIVE, [true, false, false, false]],
  [CLIENTS, [true, true, false, false]],
  [STRICT, [true, true, true, false]],
  [LOCK, [true, true, true, true]],
])('a wave at %s has reached what comes before', (step, expected) => {
  expect([PERMISSIVE, CLIENTS, STRICT, LOCK].map((target) => hasReached(step, target))).toEqual(expected);
});
