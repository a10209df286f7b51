import * as fc from 'fast-check';
import { explanationsOf } from '../../src/cli/explain/explanations';
import { Connection, connectionsOf } from '../../src/engine/connections';
import type { MeshIndex } from '../../src/engine/mesh-index';
import type { Outcome } from '../../src/engine/outcome';
import type { Reason } from '../../src/engine/reason';
import type { RuleName } from '../../src/engine/rules';
import { workloadTitle } from '../../src/model/workload-facts';
import { generateMesh } from '../oracle/generate/generate-mesh';
import type { KubernetesObject } from '../oracle/generated-mesh';
import { aSeed, indexOf, manifestsOf } from '../support/a-generated-mesh';

/** What comes of a connection whose last reason this is; an outcome that no rule has stands for a rule that never comes last. */
const ENDS: Partial<Record<RuleName, readonly Outcome[]>> = {
  'accepts-mtls': ['mtls'],
  'hbone-carries-identity': ['mtls'],
  'accepts-plaintext': ['plaintext'],
  'no-proxy-server': ['plaintext'],
  'app-ends-tls': ['app-tls'],
  'identity-required': ['refused'],
  'registry-only': ['refused'],
  // Plaintext is refused, TLS of another kind breaks.
  'strict-refuses': ['refused', 'broken'],
  'nobody-ends-tls': ['broken'],
  'http-port-refuses-tls': ['broken'],
  'server-speaks-first': ['broken'],
  // Whoever is outside takes what it takes.
  'server-outside': ['plaintext', 'app-tls', 'depends'],
  'gateway-server': ['depends'],
  'own-certificate': ['depends'],
  'same-node': ['depends'],
  'equally-old-policies': ['depends'],
  'captured-by-address': ['depends'],
  'unknown-namespace': ['depends'],
  'proxyless': ['depends'],
};

/** The mesh of a seed; of every third, some Namespaces are not among the manifests. */
function meshOf(seed: number): { readonly mesh: MeshIndex; readonly objects: readonly KubernetesObject[] } {
  const { ambient, meshConfig, objects } = generateMesh(seed);
  const shown = objects.filter(({ kind, metadata }) => seed % 3 > 0 || kind !== 'Namespace' || metadata.name < 'b');
  return { mesh: indexOf(manifestsOf({ objects: shown, meshConfig }), ambient), objects };
}

type Asked = (connection: Connection, objects: readonly KubernetesObject[]) => boolean;

/** Whether it is true of every connection: whoever is not like that is printed. */
function expectOfAll(isTrue: Asked): void {
  fc.assert(fc.property(aSeed, (seed) => {
    const { mesh, objects } = meshOf(seed);
    const others = [...connectionsOf(mesh)].filter((connection) => !isTrue(connection, objects));
    expect(others.map(({ outcome, dependsOn, reasons }) => ({ outcome, dependsOn, reasons }))).toEqual([]);
  }), { numRuns: 60 });
}

describe('the reasons for a connection', () => {
  test('end in what comes of it', () => {
    expectOfAll(({ reasons, outcome }) => ENDS[reasons.at(-1)!.rule]?.includes(outcome) === true);
  });

  test('end in what it depends on, where it is not decided', () => {
    expectOfAll(({ reasons, outcome, dependsOn }) => dependsOn === (outcome === 'depends' ? reasons.at(-1)!.text : null));
  });

  test('are in plain words, which begin with a small letter and have no full stop', () => {
    expectOfAll(({ reasons }) => reasons.every(({ text }) => PLAIN.test(text) && !LEFT_OUT.test(text)));
  });

  test('name objects that are there, and fields that these have', () => {
    expectOfAll(({ reasons }, objects) => reasons.every((reason) => isThere(reason, objects)));
  });
});

/** Istio's own words are as Istio spells them. */
const PLAIN = /^([a-z]|HBONE )[^\n]*[^.\n]$/;
const LEFT_OUT = /undefined|null|\[object|NaN/;

/** What also counts by its absence: a mode, a location, an exportTo that is left out. */
const LACKING: ReadonlySet<RuleName> = new Set<RuleName>(['unset-inherits', 'ambient-not-strict', 'external-host', 'newest-rule-wins']);

/** Whether a reason's object is among the manifests, and has its field. */
function isThere({ rule, object, field }: Reason, objects: readonly KubernetesObject[]): boolean {
  if (object === undefined) return field === undefined;
  const { namespace, name } = object;
  const found = objects.find(({ kind, metadata }) => kind === object.kind && metadata.name === name && metadata.namespace === namespace);
  if (found === undefined) return false;
  // The mode of a port that is named may be left out, which is UNSET.
  return field === undefined || hasField(found, field.replace(/(?<=\])\.mode$/, '')) || LACKING.has(rule);
}

/** Such as `spec.subsets[0].trafficPolicy` or `metadata.annotations["a.b/c"]`. */
function hasField(object: unknown, field: string): boolean {
  const steps = [...field.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) => quoted ?? index ?? name);
  let value = object;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !(step in value)) return false;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return true;
}

describe('what `explain` says', () => {
  test.each([
    ['of each client', ({ snapshot }: MeshIndex) => snapshot.workloads],
    ['of every kind of client', () => undefined],
  ])('%s is what `connections` says of it, for the same reasons', (_, clientsOf) => {
    fc.assert(fc.property(aSeed, (seed) => {
      const { mesh } = meshOf(seed);
      const targets = mesh.hosts.flatMap((host) => host.ports.map((port) => ({ host, port, isAsked: () => true })));
      const told = explanationsOf(mesh, targets, clientsOf(mesh));
      const connections = new Map([...connectionsOf(mesh)].map((connection) => [keyOf(connection), connection]));
      const answerOf = ({ outcome, dependsOn, reasons }: Connection) => ({ outcome, dependsOn, reasons });
      expect(told.map(answerOf)).toEqual(told.map((explanation) => answerOf(connections.get(keyOf(explanation))!)));
      // Clients that get one answer for the same reasons are told of together.
      expect(told.reduce((sum, { others }) => sum + others + 1, 0)).toBe([...connectionsOf(mesh)].length);
    }), { numRuns: 40 });
  });
});

function keyOf({ client, host, port, subset, endpoint }: Connection): string {
  const server = endpoint.workload === undefined ? JSON.stringify(endpoint) : workloadTitle(endpoint.workload);
  // Several ServiceEntries may have one host.
  const dialled = [host.kind, host.namespace, host.object.name, host.host, port.number, port.name];
  return [workloadTitle(client), ...dialled, subset, server, endpoint.port].join(' ');
}
