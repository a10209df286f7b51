import * as fc from 'fast-check';
import { CheckContext } from '../../src/checks/check-context';
import { runChecks } from '../../src/checks/run-checks';
import { explanationsOf } from '../../src/cli/explain/explanations';
import { connectionsOf } from '../../src/engine/connections';
import type { MeshIndex } from '../../src/engine/mesh-index';
import { bytesInput } from '../../src/manifests/input';
import type { Manifest } from '../../src/manifests/manifest';
import { ManifestReading } from '../../src/manifests/manifest-reading';
import { workloadTitle } from '../../src/model/workload-facts';
import { generateMesh } from '../oracle/generate/generate-mesh';
import { Random } from '../oracle/generate/random';
import { aSeed, indexOf, manifestsOf } from '../support/a-generated-mesh';
import { chainOf } from '../support/chain-of';
import { connectionLines } from '../support/connection-lines';

/** What manifests say, read from files: the documents in an order of a seed, divided among some files that are read in any order. */
function fromFiles(manifests: readonly Manifest[], order: number): Manifest[] {
  const random = new Random(order);
  const files = ['', '', ''];
  for (const { object } of random.shuffled(manifests)) files[random.int(0, 2)] += `---\n${JSON.stringify(object)}\n`;
  const inputs = random.shuffled(files.map((text, i) => bytesInput(`file-${i}.yaml`, [Buffer.from(text)])));
  return [...new ManifestReading(() => inputs)];
}

/** Every connection, with the whole chain of its reasons. */
function connectionsIn(mesh: MeshIndex): string {
  const chains = [...connectionsOf(mesh)].map(({ reasons }) => [...chainOf(reasons), ...reasons.map(({ text }) => text)].join('; '));
  return connectionLines(mesh).map((line, i) => `${line}\n  ${chains[i]}`).join('\n');
}

/** Every finding, but for the file and line of its object. */
function findingsIn(mesh: MeshIndex): string {
  return runChecks(new CheckContext(mesh)).map(({ check, severity, resource, field = '', message, remedy, connections, blocks }) => (
    [severity, check.id, resource, field, message, remedy, connections, blocks?.join(' ')].join('\n  '))).join('\n');
}

/** What is said of every kind of client, by which of them it is said, and of how many. */
function explanationsIn(mesh: MeshIndex): string {
  const targets = mesh.hosts.flatMap((host) => host.ports.map((port) => ({ host, port, isAsked: () => true })));
  return explanationsOf(mesh, targets, undefined).map(({ client, others, host, port, subset, outcome, reasons }) => (
    [workloadTitle(client), others, host.namespace, host.host, port.number, subset, outcome, ...chainOf(reasons)].join(' '))).join('\n');
}

describe('neither the order of documents nor that of files, nor which file holds what, changes', () => {
  test.each([
    ['the connections, and the reasons for them', connectionsIn],
    ['how they are explained', explanationsIn],
    ['what the checks find', findingsIn],
  ])('%s', (_, of) => {
    fc.assert(fc.property(aSeed, fc.nat(), (seed, order) => {
      const { ambient, ...mesh } = generateMesh(seed);
      const manifests = manifestsOf(mesh);
      expect(of(indexOf(fromFiles(manifests, order), ambient))).toBe(of(indexOf(manifests, ambient)));
    }), { numRuns: 80 });
  });
});
