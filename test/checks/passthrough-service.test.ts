import { findingsIn } from '../support/checked';
import { found, injected, namespace, policy, rule, server, serviceEntry, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS204';
const HEADLESS = { service: { clusterIP: 'None' } };

describe('clients of a headless service', () => {
  test('send mutual TLS to a workload that is DISABLE', () => {
    const objects = [injected('shop'), ...server('db', HEADLESS), policy('DISABLE', 'shop', 'db')];
    expect(found(ID, objects)).toEqual(['warning Service shop/db spec.clusterIP']);
    expect(found(ID, [...objects, workload('web', { calls: 'db' })])).toEqual(['error Service shop/db spec.clusterIP']);
    expect(findingsIn(toYaml(objects), ID)[0].message).toContain('DISABLE of PeerAuthentication shop/db');
  });

  test('send plaintext to STRICT as soon as one server has no sidecar', () => {
    const bare = { ...workload('db', { labels: { 'sidecar.istio.io/inject': 'false' } }), metadata: { name: 'db-old', namespace: 'shop' } };
    const objects = [injected('shop'), policy('STRICT'), ...server('db', HEADLESS)];
    expect(found(ID, objects)).toEqual([]);
    expect(found(ID, [...objects, bare])).toEqual(['warning Service shop/db spec.clusterIP']);
  });

  test('do not use the tunnel to ambient servers', () => {
    const objects = [namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), policy('STRICT'), ...server('db', HEADLESS), injected('web'), workload('web', { namespace: 'web' })];
    expect(found(ID, objects)).toEqual(['warning Service shop/db spec.clusterIP']);
    expect(findingsIn(toYaml(objects), ID)[0].remedy).toContain('a Service with a cluster IP');
  });

  test('follow a policy of the whole namespace, and a rule', () => {
    expect(found(ID, [injected('shop'), ...server('db', HEADLESS), policy('DISABLE')])).toEqual([]);
    expect(found(ID, [injected('shop'), ...server('db', HEADLESS), policy('DISABLE', 'shop', 'db'), rule('db', 'DISABLE')])).toEqual([]);
  });
});

test('clients of a rule that says PASSTHROUGH do the same, and the rule is named', () => {
  const objects = [injected('shop'), ...server('db'), policy('DISABLE', 'shop', 'db')];
  expect(found(ID, objects)).toEqual([]);
  expect(found(ID, [...objects, rule('db', { loadBalancer: { simple: 'PASSTHROUGH' } })])).toEqual(['warning DestinationRule shop/rule spec.trafficPolicy.loadBalancer.simple']);
});

test('clients of a ServiceEntry without resolution do the same', () => {
  const entry = serviceEntry('db.shop.internal', { location: 'MESH_INTERNAL', resolution: 'NONE', workloadSelector: { labels: { app: 'db' } } });
  expect(found(ID, [injected('shop'), workload('db'), policy('DISABLE', 'shop', 'db'), entry])).toEqual(['warning ServiceEntry shop/entry spec.resolution']);
});
