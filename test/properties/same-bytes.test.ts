import * as fc from 'fast-check';
import { runCli } from '../cli/run-cli';
import { generateMesh } from '../oracle/generate/generate-mesh';
import type { GeneratedMesh } from '../oracle/generated-mesh';
import { aSeed, indexOf, manifestsOf } from '../support/a-generated-mesh';

function textOf(mesh: GeneratedMesh): string {
  return manifestsOf(mesh).map(({ object }) => `---\n${JSON.stringify(object)}\n`).join('');
}

/** Asks for a host of the mesh that has a port; each mesh has one. */
function explainArgs(mesh: GeneratedMesh): string[] {
  const host = indexOf(manifestsOf(mesh), mesh.ambient).hosts.find(({ ports }) => ports.length > 0)!;
  return ['explain', '-', '--host', host.host, '--port', String(host.ports[0].number)];
}

describe('the same manifests give the same bytes, whenever they are read', () => {
  test.each<[string, (mesh: GeneratedMesh) => string[]]>([
    ['check', () => ['check', '-', '--all']],
    ['check --assume STRICT', () => ['check', '-', '--assume', 'STRICT']],
    ['check --format json', () => ['check', '-', '--format', 'json']],
    ['check --format sarif', () => ['check', '-', '--format', 'sarif']],
    ['check --format junit', () => ['check', '-', '--format', 'junit']],
    ['connections', () => ['connections', '-']],
    ['connections --format json', () => ['connections', '-', '--format', 'json']],
    ['explain', explainArgs],
    ['list', () => ['list', '-']],
  ])('by %s', async (_, argsOf) => {
    await fc.assert(fc.asyncProperty(aSeed, async (seed) => {
      const mesh = generateMesh(seed);
      const args = argsOf(mesh);
      const first = await runCli(args, { stdin: textOf(mesh) });
      expect(first.stdout).not.toBe('');
      expect(first.stderr).toBe('');
      expect(await runCli(args, { stdin: textOf(mesh) })).toEqual(first);
    }), { numRuns: 8 });
  });
});
