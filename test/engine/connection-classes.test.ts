import * as fc from 'fast-check';
import { connectionClasses } from '../../src/engine/connection-classes';
import type { MeshIndex } from '../../src/engine/mesh-index';
import type { MeshSnapshot } from '../../src/model/mesh-facts';
import type { ResolverSettings } from '../../src/model/mesh-settings';
import { MtlsMode } from '../../src/model/mtls-mode';
import { generateMesh } from '../oracle/generate/generate-mesh';
import { aSeed, indexOf, manifestsOf } from '../support/a-generated-mesh';
import { aServiceEntry } from '../support/a-host';
import { aMeshIndex } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aPeerAuthentication } from '../support/a-peer-authentication';
import { aRule, aTrafficPolicy } from '../support/a-rule';
import { aService, aWorkload } from '../support/a-workload';
import { classLines, connectionLines } from '../support/connection-lines';

const { STRICT, DISABLE } = MtlsMode;

/** Whether classes say of each connection what is said of it alone. */
function expectAgreement(mesh: MeshIndex): void {
  expect(classLines(mesh).sort().join('\n')).toBe(connectionLines(mesh).sort().join('\n'));
}

const clients = (...names: string[]) => names.map((name) => aWorkload(name));
const annotated = (name: string, podAnnotations: Record<string, string>) => aWorkload(name, { podAnnotations });
const OUT = 'traffic.sidecar.istio.io/';
const mysql = { ports: [{ number: 3306, name: 'mysql', target: 8080 }] };

describe('classes say of every single connection what is said of it alone', () => {
  test('in whatever mesh', () => {
    fc.assert(fc.property(aSeed, (seed) => {
      const mesh = generateMesh(seed);
      expectAgreement(indexOf(manifestsOf(mesh), mesh.ambient));
    }), { numRuns: 150 });
  });

  test('where Namespaces are not among the manifests', () => {
    fc.assert(fc.property(aSeed, (seed) => {
      const mesh = generateMesh(seed);
      const objects = mesh.objects.filter(({ kind, metadata }) => kind !== 'Namespace' || metadata.name < 'b');
      expectAgreement(indexOf(manifestsOf({ ...mesh, objects }), mesh.ambient));
    }), { numRuns: 50 });
  });

  const atNode = aWorkload('node', { hostNetwork: true });
  const ambientShop = { namespaces: [aNamespace('shop', { 'istio.io/dataplane-mode': 'ambient' })] };

  test.each<[string, Partial<MeshSnapshot>, Partial<ResolverSettings>]>([
    ['an annotation of a client is empty, and another has none', {
      workloads: [annotated('bare', { [`${OUT}includeOutboundIPRanges`]: '' }), ...clients('cli', 'orders')], services: [aService('orders')],
    }, {}],
    ['a client lets one service port past its proxy', {
      workloads: [annotated('cli', { [`${OUT}excludeOutboundPorts`]: '80' }), aWorkload('orders')],
      services: [aService('orders', { ports: [{ number: 81, target: 8080 }, { number: 80, target: 8080 }] })],
    }, {}],
    ['a gateway calls a host that leads where one dialled', {
      workloads: [aWorkload('gate', { isGateway: true }), ...clients('cli')], serviceEntries: [aServiceEntry('db.example.com', { resolution: 'NONE' })],
    }, {}],
    ['of two ambient servers one bypasses capture', {
      ...ambientShop,
      workloads: [aWorkload('a'), annotated('b', { 'ambient.istio.io/bypass-inbound-capture': 'true' }), atNode],
      services: [aService('a'), aService('b')],
      peerAuthentications: [aPeerAuthentication(STRICT)],
    }, { ambient: true }],
    ['of two hosts one has a waypoint', {
      ...ambientShop,
      workloads: clients('a', 'b'),
      services: [aService('a'), aService('b', { labels: { 'istio.io/use-waypoint': 'way' } })],
      peerAuthentications: [aPeerAuthentication(STRICT)],
    }, { ambient: true }],
    ['an older Service leaves the protocol of a port open where the server speaks first', {
      workloads: [aWorkload('cli', { podLabels: { 'app': 'cli', 'sidecar.istio.io/inject': 'false' } }), ...clients('a', 'b')],
      services: [aService('b', mysql), aService('a', mysql), aService('old', { selector: { app: 'a' }, created: '2020-01-01T00:00:00Z', ports: [{ number: 1, target: 8080 }] })],
      peerAuthentications: [aPeerAuthentication(DISABLE)],
    }, {}],
    ['one rule says SIMPLE for ports of several protocols', {
      workloads: clients('cli', 'a', 'b'),
      services: ['http', 'tcp'].map((name, i) => aService('ab'[i], { ports: [{ number: 80, name, target: 8080 }] })),
      destinationRules: [aRule('*', { trafficPolicy: aTrafficPolicy('SIMPLE') })],
    }, {}],
    ['Services are private, and a client lives in the root namespace', {
      namespaces: ['shop', 'istio-system'].map((name) => aNamespace(name, { 'istio-injection': 'enabled' })),
      workloads: ['shop', 'istio-system'].flatMap((namespace) => [aWorkload('cli', { namespace }), aWorkload('orders', { namespace })]),
      services: ['shop', 'istio-system'].map((namespace) => aService('orders', { namespace })),
      peerAuthentications: [aPeerAuthentication(STRICT, { namespace: 'istio-system' })],
    }, { defaultServiceExportTo: ['.'] }],
    ['one of two clients of an unknown Namespace is known not to be injected', {
      namespaces: [aNamespace('shop', { 'istio-injection': 'enabled' })],
      workloads: [
        aWorkload('a', { namespace: 'bank' }), aWorkload('b', { namespace: 'bank', podLabels: { 'sidecar.istio.io/inject': 'false' } }),
        aWorkload('orders', { podLabels: { 'app': 'orders', 'networking.istio.io/tunnel': 'none' } }),
      ],
      services: [aService('orders')],
      peerAuthentications: [aPeerAuthentication(STRICT)],
    }, { ambient: true }],
  ])('where %s', (_, facts, settings) => {
    expectAgreement(aMeshIndex(facts, settings));
  });
});

describe('classes', () => {
  const facts = { workloads: clients('cli', 'web', 'orders'), services: [aService('orders')], peerAuthentications: [aPeerAuthentication(STRICT)] };
  const bare = aWorkload('bare', { podLabels: { 'app': 'bare', 'sidecar.istio.io/inject': 'false' } });

  test('are one for all clients that are alike', () => {
    const [found, ...others] = connectionClasses(aMeshIndex(facts), new Set(['mtls'] as const));
    expect(others).toEqual([]);
    expect([...found.group.clients()].map(({ name }) => name)).toEqual(['cli', 'orders', 'web']);
  });

  test('are those of the outcomes that are asked for', () => {
    const classes = [...connectionClasses(aMeshIndex({ ...facts, workloads: [...facts.workloads, bare] }), new Set(['refused'] as const))];
    expect(classes.map(({ group, outcome }) => [group.example.name, outcome])).toEqual([['bare', 'refused']]);
  });

  test('explain themselves by the reasons of one of their clients', () => {
    const [found] = connectionClasses(aMeshIndex(facts), new Set(['mtls'] as const));
    expect(found.explain()).toMatchObject({ outcome: 'mtls', sends: 'mtls', serverMode: STRICT });
    expect(found.explain().reasons.map(({ rule }) => rule)).toEqual(['namespace-policy', 'auto-mtls', 'accepts-mtls']);
  });
});
