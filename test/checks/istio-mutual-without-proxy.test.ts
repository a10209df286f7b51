import { findingsIn } from '../support/checked';
import { aTls, found, injected, namespace, policy, rule, server, STRICT_SHOP, subset, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS203';
const BARE = [namespace('bare'), ...server('cobol', { namespace: 'bare' })];
const TOP = 'spec.trafficPolicy.tls.mode';

describe('mutual TLS to a server that does not end it', () => {
  test('is an error by the host itself, whether or not the manifests hold a client', () => {
    expect(found(ID, [...BARE, injected('shop'), workload('web'), rule('cobol.bare.svc.cluster.local', 'ISTIO_MUTUAL')])).toEqual([`error DestinationRule shop/rule ${TOP}`]);
    expect(found(ID, [...BARE, rule('cobol', 'ISTIO_MUTUAL', { namespace: 'bare' })])).toEqual([`error DestinationRule bare/rule ${TOP}`]);
  });

  test('is a warning by a wildcard, and an error where a manifest declares a call', () => {
    const all = rule('*.local', 'ISTIO_MUTUAL', { namespace: 'istio-system' });
    expect(found(ID, [...BARE, injected('shop'), workload('web'), all])).toEqual([`warning DestinationRule istio-system/rule ${TOP}`]);
    expect(found(ID, [...BARE, injected('shop'), workload('web', { calls: 'cobol.bare' }), all])).toEqual([`error DestinationRule istio-system/rule ${TOP}`]);
    expect(found(ID, [...BARE, all])).toEqual([]);
  });

  test('is found where the port is DISABLE, at the port and in a subset', () => {
    const disabled = [injected('shop'), ...server('orders'), policy('DISABLE', 'shop', 'orders')];
    expect(found(ID, [...disabled, rule('orders', { portLevelSettings: [{ port: { number: 80 }, ...aTls('ISTIO_MUTUAL') }] })]))
      .toEqual(['error DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0].tls.mode']);
    expect(found(ID, [...disabled, rule('orders', {}, { subsets: [subset('v1', aTls('ISTIO_MUTUAL'))] })]))
      .toEqual(['error DestinationRule shop/rule spec.subsets[0].trafficPolicy.tls.mode']);
  });

  test('names what keeps the servers from ending it', () => {
    const all = rule('*.local', 'ISTIO_MUTUAL', { namespace: 'istio-system' });
    const [finding] = findingsIn(toYaml([...BARE, injected('shop'), ...server('orders'), policy('DISABLE', 'shop', 'orders'), all]), ID);
    expect(finding.message).toContain('where the port is DISABLE, or the server has no proxy;');
    expect(finding.blocks).toEqual(['bare', 'shop']);
  });

  test('is found at a headless service of ambient servers', () => {
    const ambient = [namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), ...server('db', { service: { clusterIP: 'None' } })];
    const [finding] = findingsIn(toYaml([...ambient, injected('web'), workload('web', { namespace: 'web' }), rule('db', 'ISTIO_MUTUAL')]), ID);
    expect(finding).toMatchObject({ severity: 'error', remedy: 'remove tls, and call ambient servers through a Service with a cluster IP' });
  });
});

test('mutual TLS is fine towards PERMISSIVE and STRICT, and undecided where the Namespace is not shown', () => {
  const all = rule('*.local', 'ISTIO_MUTUAL', { namespace: 'istio-system' });
  expect(found(ID, [...STRICT_SHOP, injected('bank'), ...server('api', { namespace: 'bank' }), ...server('far', { namespace: 'far' }), all])).toEqual([]);
});

test('a port that is taken out of the server\'s capture is not the rule\'s fault', () => {
  const annotations = { 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' };
  expect(found(ID, [injected('shop'), ...server('orders', { annotations }), rule('orders', 'ISTIO_MUTUAL')])).toEqual([]);
});
