import { findingsIn } from '../support/checked';
import { found, injected, namespace, rule, server, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods, service } from '../support/server-objects';

const ID = 'MTLS110';
const SHOP = [injected('shop'), ...server('api'), peerAuthentication('default', { mode: 'DISABLE' })];
const strict = peerAuthentication('api', { mode: 'STRICT', app: 'api' });

describe('STRICT below DISABLE', () => {
  test('is an error at the workload\'s policy', () => {
    const [finding, ...others] = findingsIn(toYaml([...SHOP, strict]), ID);
    expect(finding).toMatchObject({ severity: 'error', resource: 'PeerAuthentication shop/api', field: 'spec.mtls.mode', blocks: ['shop'] });
    expect(finding.message).toContain('DISABLE of PeerAuthentication shop/default');
    expect(others).toEqual([]);
  });

  test('is an error at the port that is STRICT', () => {
    const [finding] = findingsIn(toYaml([...SHOP, peerAuthentication('api', { app: 'api', ports: { 8080: 'STRICT' } })]), ID);
    expect(finding).toMatchObject({ severity: 'error', resource: 'PeerAuthentication shop/api', field: expect.stringContaining('8080') });
  });

  test('names the mesh\'s policy where that says DISABLE', () => {
    const objects = [injected('shop'), ...server('api'), peerAuthentication('mesh', { namespace: 'istio-system', mode: 'DISABLE' }), strict];
    expect(findingsIn(toYaml(objects), ID)[0].message).toContain('DISABLE of PeerAuthentication istio-system/mesh');
  });

  test('is one finding for all clients and Services', () => {
    const more = [service('api-too', { selector: { app: 'api' } }), injected('web'), pods('web', { namespace: 'web' })];
    const [finding, ...others] = findingsIn(toYaml([...SHOP, ...more, strict]), ID);
    expect(finding.message).toContain('api-too.shop.svc.cluster.local:80, api.shop.svc.cluster.local:80');
    expect(finding.connections).toBe(4);
    expect(others).toEqual([]);
  });

  test('is a warning where the service\'s own namespace has a rule that helps, and a client\'s namespace another', () => {
    const other = [injected('web'), pods('web', { namespace: 'web' }), rule('api.shop.svc.cluster.local', {}, { namespace: 'web' })];
    expect(found(ID, [...SHOP, strict, rule('api', 'ISTIO_MUTUAL'), ...other])).toEqual(['warning PeerAuthentication shop/api spec.mtls.mode']);
  });

  test('is none with a rule that says ISTIO_MUTUAL, below PERMISSIVE, or for clients without a proxy', () => {
    expect(found(ID, [...SHOP, strict, rule('api', 'ISTIO_MUTUAL')])).toEqual([]);
    expect(found(ID, [injected('shop'), ...server('api'), peerAuthentication('default', { mode: 'PERMISSIVE' }), strict])).toEqual([]);
    expect(found(ID, [...SHOP, strict, rule('api', 'ISTIO_MUTUAL'), namespace('bare'), pods('web', { namespace: 'bare' })])).toEqual([]);
  });
});
