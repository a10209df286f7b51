import { chooseMeshes } from './choose-meshes';
import { generateMesh } from './generate/generate-mesh';
import { verdictsOf } from './ours';

const meshes = Array.from({ length: 40 }, (_, seed) => generateMesh(seed));
const countsOf = (chosen: typeof meshes) => {
  const counts = new Map<string, number>();
  for (const mesh of chosen) verdictsOf(mesh, counts);
  return counts;
};

test('every rule decides often enough, or as often as in all of them', () => {
  const available = countsOf(meshes);
  const chosen = countsOf(chooseMeshes(meshes, 0, 5));
  for (const [rule, count] of available) expect(chosen.get(rule)).toBeGreaterThanOrEqual(Math.min(5, count));
});

test('not all of them are needed for that', () => {
  expect(chooseMeshes(meshes, 0, 5).length).toBeLessThan(meshes.length);
});

test('others fill up the number, each once', () => {
  const chosen = chooseMeshes(meshes, 30, 1);
  expect(chosen).toHaveLength(30);
  expect(new Set(chosen.map(({ id }) => id)).size).toBe(30);
});
