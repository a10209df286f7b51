import { MtlsMode } from '../../src/model/mtls-mode';
import { aServiceEntry, aWorkloadEntry } from '../support/a-host';
import { aMeshIndex } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aPeerAuthentication } from '../support/a-peer-authentication';
import { workloadOf } from '../support/a-question';
import { aRule } from '../support/a-rule';
import { aSidecar } from '../support/a-sidecar';
import { aService, aWorkload } from '../support/a-workload';

const TLS_MODE = 'security.istio.io/tlsMode';

describe('workloads have the labels that injection adds', () => {
  const mesh = aMeshIndex({
    workloads: [aWorkload('web'), aWorkload('bare', { namespace: 'plain' })],
    namespaces: [aNamespace('shop', { 'istio-injection': 'enabled' }), aNamespace('plain')],
    services: [aService('web', { selector: { [TLS_MODE]: 'istio' } })],
    peerAuthentications: [aPeerAuthentication(MtlsMode.STRICT, { selector: { [TLS_MODE]: 'istio' } })],
    destinationRules: [aRule('web', { workloadSelector: { 'service.istio.io/canonical-name': 'web' } })],
    sidecars: [aSidecar({ workloadSelector: { [TLS_MODE]: 'istio' }, egress: [{ hosts: ['bank/*'] }] })],
  });
  const web = workloadOf(mesh, 'web');
  const [host] = mesh.hosts;

  test('in the snapshot', () => {
    expect(web.podLabels).toHaveProperty([TLS_MODE], 'istio');
    expect(workloadOf(mesh, 'bare').podLabels).toEqual({ app: 'bare' });
  });

  test('by which Services, policies, rules and Sidecars select them', () => {
    expect(mesh.endpoints(host, host.ports[0]).map(({ workload }) => workload)).toEqual([web]);
    expect(mesh.workloadsSelected('shop', { [TLS_MODE]: 'istio' })).toEqual([web]);
    expect(mesh.portMode(web, 8080).mode).toBe(MtlsMode.STRICT);
    expect(mesh.ruleOf(web, host).rule).toBeDefined();
    expect(mesh.knows(web, 'sidecar', host, 80)).toBe(false);
  });
});

describe('the data plane of', () => {
  const ambient = [aNamespace('shop', { 'istio.io/dataplane-mode': 'ambient' })];
  const unknown = { namespace: 'elsewhere' };
  const bare = { 'sidecar.istio.io/inject': 'false' };

  test.each([
    ['an ambient workload is ambient, where istiod runs that', aWorkload('web'), true, 'ambient'],
    ['an ambient workload is none, where it does not', aWorkload('web'), false, 'none'],
    ['a workload of an unknown Namespace is unknown', aWorkload('web', unknown), false, 'unknown'],
    ['one that is not injected there is none', aWorkload('web', { ...unknown, podLabels: bare }), false, 'none'],
    ['one that is not injected by annotation there is none', aWorkload('web', { ...unknown, podAnnotations: bare }), false, 'none'],
    ['one that is not injected there may be ambient', aWorkload('web', { ...unknown, podLabels: bare }), true, 'unknown'],
    ['a machine is a sidecar\'s, where it has a service account', aWorkloadEntry('vm', { serviceAccount: 'vm' }), false, 'sidecar'],
    ['a machine is none, where it has none', aWorkloadEntry('vm'), true, 'none'],
  ])('%s', (_, workload, isAmbient, expected) => {
    expect(aMeshIndex({ workloads: [workload], namespaces: ambient }, { ambient: isAmbient }).dataPlaneOf(workload)).toBe(expected);
  });
});

describe('hosts', () => {
  const mesh = aMeshIndex({
    workloads: [aWorkload('web')],
    services: [aService('web'), aService('alias', { type: 'ExternalName' }), aService('web', { namespace: 'bank' }), aService('api')],
    serviceEntries: [aServiceEntry('web.example.com', { hosts: ['web.example.com', 'www.example.com'], workloadSelector: { app: 'web' } })],
  });

  test('are those of Services, but aliases, and of ServiceEntries', () => {
    expect(mesh.hosts.map(({ host }) => host)).toEqual([
      'web.bank.svc.cluster.local', 'api.shop.svc.cluster.local', 'web.shop.svc.cluster.local', 'web.example.com', 'www.example.com',
    ]);
  });

  test('of a workload are those that lead to it', () => {
    expect(mesh.hostsOf(workloadOf(mesh, 'web')).map(({ host }) => host)).toEqual(['web.shop.svc.cluster.local', 'web.example.com', 'www.example.com']);
  });
});

test('machines are behind Services, and call nobody', () => {
  const mesh = aMeshIndex({ workloadEntries: [aWorkloadEntry('vm', { podLabels: { app: 'web' } })], services: [aService('web')] });
  const [host] = mesh.hosts;
  expect(mesh.endpoints(host, host.ports[0]).map(({ workload }) => workload?.name)).toEqual(['vm']);
  expect(mesh.snapshot.workloads).toEqual([]);
});

test('gateways do not follow a Sidecar, for what they know', () => {
  const mesh = aMeshIndex({ workloads: [aWorkload('web')], services: [aService('web')], sidecars: [aSidecar({ egress: [{ hosts: ['bank/*'] }] })] });
  const web = workloadOf(mesh, 'web');
  expect([mesh.knows(web, 'gateway', mesh.hosts[0], 80), mesh.knows(web, 'sidecar', mesh.hosts[0], 80)]).toEqual([true, false]);
});
