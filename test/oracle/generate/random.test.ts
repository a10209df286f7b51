import { Random } from './random';

const drawn = (seed: number, count: number) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
};

test('one seed gives one stream, on every machine', () => {
  expect(drawn(42, 3)).toEqual(drawn(42, 3));
  expect(drawn(42, 2).map((value) => value.toFixed(6))).toMatchInlineSnapshot(`
[
  "0.832086",
  "0.282090",
]
`);
});

test('neighbouring seeds give unrelated streams', () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => drawn(seed, 1)[0]);
  expect(new Set(firsts).size).toBe(1000);
  expect(firsts.reduce((sum, value) => sum + value) / 1000).toBeCloseTo(0.5, 1);
});

test('numbers fill their range evenly', () => {
  const random = new Random(1);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 4000; i++) counts[random.int(0, 3)] += 1;
  for (const count of counts) expect(count / 1000).toBeCloseTo(1, 0.5);
});

test('weights decide how often a value is drawn', () => {
  const random = new Random(1);
  const values = Array.from({ length: 1000 }, () => random.weighted([9, 'often'], [1, 'seldom'], [0, 'never']));
  expect(values.filter((value) => value === 'seldom').length).toBeGreaterThan(60);
  expect(values.filter((value) => value === 'seldom').length).toBeLessThan(140);
  expect(values).not.toContain('never');
});

test('some of a list are different items of it, as many as allowed', () => {
  const random = new Random(1);
  for (let i = 0; i < 100; i++) {
    const some = random.some(['a', 'b', 'c'], 2, 9);
    expect(some.length).toBeGreaterThanOrEqual(2);
    expect(new Set(some).size).toBe(some.length);
  }
});

test('nothing cannot be picked from', () => {
  expect(() => new Random(1).pick([])).toThrow('nothing to pick from');
});
