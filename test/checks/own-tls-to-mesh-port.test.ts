import { findingsIn } from '../support/checked';
import { aTls, found, injected, policy, rule, server, STRICT_SHOP, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS205';
const OWN = { clientCertificate: '/etc/certs/client.pem', privateKey: '/etc/certs/key.pem' };
const TOP = 'spec.trafficPolicy.tls.mode';

describe('TLS of a rule\'s own', () => {
  test('fails at a STRICT port', () => {
    expect(found(ID, [...STRICT_SHOP, rule('orders', 'SIMPLE')])).toEqual([`error DestinationRule shop/rule ${TOP}`]);
    expect(found(ID, [...STRICT_SHOP, rule('*.local', 'SIMPLE', { namespace: 'istio-system' })])).toEqual([`warning DestinationRule istio-system/rule ${TOP}`]);
  });

  test.each(['SIMPLE', 'MUTUAL'])('fails at a PERMISSIVE HTTP port: %s', (mode) => {
    const [finding] = findingsIn(toYaml([injected('shop'), ...server('orders'), rule('orders', aTls(mode, OWN))]), ID);
    expect(finding).toMatchObject({ severity: 'error', field: TOP });
    expect(finding.message).toContain(`got ${mode} for orders.shop.svc.cluster.local:80, where an HTTP port takes no TLS but Istio's own;`);
  });

  test('reaches an application behind a PERMISSIVE port of TLS or TCP', () => {
    for (const name of ['https', 'tcp']) {
      expect(found(ID, [injected('shop'), ...server('orders', { port: { name, port: 443, targetPort: 8080 } }), rule('orders', 'SIMPLE')])).toEqual([]);
    }
  });

  test('may be taken at a STRICT port if the certificate is the mesh\'s', () => {
    const objects = [...STRICT_SHOP, workload('web', { calls: 'orders' }), rule('orders', aTls('MUTUAL', OWN))];
    expect(found(ID, objects)).toEqual([`warning DestinationRule shop/rule ${TOP}`]);
    expect(findingsIn(toYaml(objects), ID)[0]).toMatchObject({ connections: 2, blocks: ['shop'] });
  });

  test('is nobody\'s business outside of the mesh', () => {
    expect(found(ID, [injected('shop'), workload('web'), policy('STRICT'), rule('api.example.com', 'SIMPLE')])).toEqual([]);
  });
});
