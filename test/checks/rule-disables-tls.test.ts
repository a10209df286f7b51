import { findingsIn } from '../support/checked';
import { aTls, found, injected, namespace, policy, rule, server, STRICT_SHOP, subset, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS201';

describe('a rule that sends plaintext to a STRICT port', () => {
  test.each([
    ['at its top', aTls('DISABLE'), [], 'spec.trafficPolicy.tls.mode'],
    ['at its top, without a mode', { tls: {} }, [], 'spec.trafficPolicy.tls'],
    ['at its top, with other fields of tls', { tls: { sni: 'x' } }, [], 'spec.trafficPolicy.tls'],
    ['at the port', { ...aTls('ISTIO_MUTUAL'), portLevelSettings: [{ port: { number: 80 }, ...aTls('DISABLE') }] }, [], 'spec.trafficPolicy.portLevelSettings[0].tls.mode'],
    ['in a subset', {}, [subset('v1', aTls('DISABLE'))], 'spec.subsets[0].trafficPolicy.tls.mode'],
    ['at the port of a subset', {}, [subset('v1', { portLevelSettings: [{ port: { number: 80 }, ...aTls('DISABLE') }] })],
      'spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.mode'],
  ])('is found %s', (_, trafficPolicy, subsets, field) => {
    expect(found(ID, [...STRICT_SHOP, rule('orders', trafficPolicy, { subsets })])).toEqual([`error DestinationRule shop/rule ${field}`]);
  });

  test('says what is written in place of a mode', () => {
    const messageOf = (tls: object) => findingsIn(toYaml([...STRICT_SHOP, rule('orders', { tls })]), ID)[0].message;
    expect(messageOf({ mode: 'ISTIO_MUTUALS' })).toContain('got "ISTIO_MUTUALS", which is no mode');
    expect(messageOf({ sni: 'x' })).toContain('got tls without a mode');
  });

  test('is one finding for the top and the subsets that inherit it', () => {
    const [finding, ...others] = findingsIn(toYaml([...STRICT_SHOP, rule('orders', 'DISABLE', { subsets: [subset('v1', {})] })]), ID);
    expect(finding).toMatchObject({ field: 'spec.trafficPolicy.tls.mode', connections: 2, blocks: ['shop'] });
    expect(others).toEqual([]);
  });

  test('is a warning for a wildcard, and an error where a manifest declares a call', () => {
    const all = rule('*.local', 'DISABLE', { namespace: 'istio-system' });
    expect(found(ID, [...STRICT_SHOP, all])).toEqual(['warning DestinationRule istio-system/rule spec.trafficPolicy.tls.mode']);
    expect(found(ID, [...STRICT_SHOP, workload('web', { calls: 'orders:80' }), all])).toEqual(['error DestinationRule istio-system/rule spec.trafficPolicy.tls.mode']);
  });

  test('is wrong whoever calls, if the manifests hold no client of it', () => {
    const [finding] = findingsIn(toYaml([...STRICT_SHOP, rule('orders.shop.svc.cluster.local', 'DISABLE', { namespace: 'elsewhere' })]), ID);
    expect(finding).toMatchObject({ severity: 'error', connections: undefined, blocks: ['shop'] });
  });

  test('is found at each of several ports that are STRICT, and at no other', () => {
    const ports = { ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'admin', port: 81, targetPort: 8081 }] };
    const open = { ...policy('STRICT', 'shop', 'orders') };
    const spec = { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 8081: { mode: 'PERMISSIVE' } } };
    const [finding] = findingsIn(toYaml([injected('shop'), ...server('orders', { service: ports }), { ...open, ...{ spec } }, rule('orders', 'DISABLE')]), ID);
    expect(finding.message).toContain('orders.shop.svc.cluster.local:80;');
  });
});

describe('no finding comes of', () => {
  test.each([
    ['a PERMISSIVE port', [injected('shop'), ...server('orders'), rule('orders', 'DISABLE')]],
    ['a server without a proxy', [injected('shop'), ...server('orders', { namespace: 'bare' }), namespace('bare'), rule('orders.bare.svc.cluster.local', 'DISABLE'), workload('web')]],
    ['a server whose Namespace nobody has shown', [injected('web'), workload('web', { namespace: 'web' }), policy('STRICT'), ...server('orders'), rule('*.local', 'DISABLE', { namespace: 'web' })]],
    ['a rule for another port', [...STRICT_SHOP, rule('orders', { portLevelSettings: [{ port: { number: 8080 }, ...aTls('DISABLE') }] })]],
    ['a subset that no server is in', [...STRICT_SHOP, rule('orders', {}, { subsets: [{ ...subset('v2', aTls('DISABLE')), labels: { version: 'v2' } }] })]],
    ['a rule that no known client of its namespace reads', [...STRICT_SHOP, namespace('bare'), workload('web', { namespace: 'bare' }), rule('orders.shop.svc.cluster.local', 'DISABLE', { namespace: 'bare' })]],
  ])('%s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });

  test('an ambient server that is STRICT, as the tunnel leads there', () => {
    const ambient = namespace('shop', { 'istio.io/dataplane-mode': 'ambient' });
    expect(found(ID, [ambient, injected('web'), policy('STRICT'), ...server('orders'), workload('web', { namespace: 'web' }), rule('orders', 'DISABLE')])).toEqual([]);
  });

  test('a server that speaks first: that a PERMISSIVE port stalls is told of elsewhere', () => {
    const objects = [injected('shop'), ...server('db', { port: { name: 'mysql', port: 3306, targetPort: 8080 } }), rule('db', 'DISABLE')];
    expect(found(ID, objects)).toEqual([]);
    expect(found('MTLS111', objects)).toHaveLength(1);
  });
});
