import { found, injected, meshConfig, namespace, rule, server, STRICT_SHOP, workload } from '../support/mesh-objects';

const ID = 'MTLS207';
const HOST = 'orders.shop.svc.cluster.local';
const mutual = (host: string, what: Parameters<typeof rule>[2] = {}) => rule(host, 'ISTIO_MUTUAL', what);
const WEB = [injected('web'), workload('web', { namespace: 'web' })];
const BARE = [namespace('bare'), workload('bare', { namespace: 'bare' })];

describe('somebody reads a rule', () => {
  test.each([
    ['of the service\'s namespace', mutual('orders')],
    ['of the clients\' namespace', mutual(HOST, { namespace: 'web' })],
    ['of the clients\' namespace that is private', mutual(HOST, { namespace: 'web', exportTo: ['.'] })],
    ['of the root namespace', mutual('*.local', { namespace: 'istio-system' })],
    ['of the root namespace for one namespace', mutual('*.local', { namespace: 'istio-system', exportTo: ['web'] })],
    ['of the service\'s namespace for another one', mutual('orders', { exportTo: ['web'] })],
    ['that selects clients', mutual(HOST, { namespace: 'web', workloadSelector: { matchLabels: { app: 'web' } } })],
    ['for everybody in a namespace without proxies', mutual('bare', { namespace: 'bare' })],
  ])('%s', (_, object) => {
    expect(found(ID, [...STRICT_SHOP, ...WEB, ...server('bare', { namespace: 'bare' }), namespace('bare'), object])).toEqual([]);
  });

  test('whose pods may get a proxy from a Namespace that nobody has shown', () => {
    expect(found(ID, [...STRICT_SHOP, workload('far', { namespace: 'far' }), mutual(HOST, { namespace: 'far' })])).toEqual([]);
  });

  test('if other rules of the namespace are for certain clients only', () => {
    const some = mutual(HOST, { namespace: 'web', name: 'some', workloadSelector: { matchLabels: { app: 'web' } } });
    const other = workload('other', { namespace: 'web' });
    expect(found(ID, [...STRICT_SHOP, ...WEB, other, some, mutual(HOST, { namespace: 'web' })])).toEqual([]);
  });
});

describe('nobody reads a rule', () => {
  test('for a host of another namespace that is not for its own clients', () => {
    expect(found(ID, [...STRICT_SHOP, ...WEB, mutual(HOST, { namespace: 'rules', exportTo: ['web'] })])).toEqual(['error DestinationRule rules/rule spec.exportTo']);
    expect(found(ID, [...STRICT_SHOP, ...WEB, mutual('*.local', { namespace: 'rules', exportTo: ['web'] })])).toEqual(['warning DestinationRule rules/rule spec.exportTo']);
  });

  test('in a namespace whose workloads have no proxy, nor in one that nobody has shown', () => {
    expect(found(ID, [...STRICT_SHOP, ...BARE, mutual(HOST, { namespace: 'bare' })])).toEqual(['warning DestinationRule bare/rule metadata.namespace']);
    expect(found(ID, [...STRICT_SHOP, mutual(HOST, { namespace: 'bare' })])).toEqual(['info DestinationRule bare/rule metadata.namespace']);
  });

  test('that is exported to namespaces without clients', () => {
    expect(found(ID, [...STRICT_SHOP, ...BARE, mutual('orders', { exportTo: ['bare'] })])).toEqual(['warning DestinationRule shop/rule spec.exportTo']);
    expect(found(ID, [...STRICT_SHOP, ...BARE, mutual('orders', { exportTo: ['bare', 'far'] })])).toEqual(['info DestinationRule shop/rule spec.exportTo']);
  });

  test('that is private by default and lies in a namespace without proxies', () => {
    const config = meshConfig('defaultDestinationRuleExportTo: ["."]');
    expect(found(ID, [...BARE, ...server('cobol', { namespace: 'bare' }), config, mutual('cobol', { namespace: 'bare' })])).toEqual(['warning DestinationRule bare/rule metadata.namespace']);
  });

  test('that selects no client', () => {
    const selecting = (label: string) => mutual(HOST, { namespace: 'web', workloadSelector: { matchLabels: { app: label } } });
    expect(found(ID, [...STRICT_SHOP, ...WEB, selecting('nobody')])).toEqual(['warning DestinationRule web/rule spec.workloadSelector.matchLabels']);
    expect(found(ID, [...STRICT_SHOP, selecting('nobody')])).toEqual(['info DestinationRule web/rule spec.workloadSelector.matchLabels']);
  });

  test('where only ambient workloads are, beside which there may be a waypoint', () => {
    const ambient = [namespace('web', { 'istio.io/dataplane-mode': 'ambient' }), workload('web', { namespace: 'web' })];
    expect(found(ID, [...STRICT_SHOP, ...ambient, mutual(HOST, { namespace: 'web' })])).toEqual(['info DestinationRule web/rule metadata.namespace']);
  });

  test('behind a more specific one of its namespace, which may be meant so for a wildcard', () => {
    expect(found(ID, [...STRICT_SHOP, mutual('orders'), mutual('*.shop.svc.cluster.local', { name: 'all' })])).toEqual(['info DestinationRule shop/all spec.host']);
  });

  test('behind one of the clients\' own namespace', () => {
    const ofShop = mutual('orders', { name: 'for-web', exportTo: ['web'] });
    expect(found(ID, [...STRICT_SHOP, ...WEB, ofShop, mutual(HOST, { namespace: 'web' })])).toEqual(['warning DestinationRule shop/for-web spec.host']);
  });

  test('of the root namespace, where every known client has one of its own', () => {
    const ofRoot = mutual(HOST, { namespace: 'istio-system' });
    expect(found(ID, [...STRICT_SHOP, ...WEB, ofRoot, mutual('orders')])).toEqual(['info DestinationRule istio-system/rule spec.host']);
  });
});

test('a rule that is merged into another one is read, and one for a host that nobody has is told of elsewhere', () => {
  expect(found(ID, [...STRICT_SHOP, mutual('orders'), mutual(HOST, { name: 'other' }), mutual('nobody', { name: 'nobody' })])).toEqual([]);
});
