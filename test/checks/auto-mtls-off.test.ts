import { findingsIn } from '../support/checked';
import { found, injected, meshConfig, policy, rule, serviceEntry, STRICT_SHOP, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS211';
const OFF = meshConfig('enableAutoMtls: false');
const CONFIG = 'ConfigMap istio-system/istio data.mesh';

describe('where auto mTLS is off', () => {
  test('clients without a rule send plaintext: one finding for all hosts', () => {
    const objects = [OFF, ...STRICT_SHOP, injected('bank'), policy('STRICT', 'bank'), workload('api', { namespace: 'bank' })];
    expect(found(ID, objects)).toEqual([`warning ${CONFIG}`]);
    expect(found(ID, [...objects, workload('web', { calls: 'orders' })])).toEqual([`error ${CONFIG}`]);
    expect(findingsIn(toYaml(objects), ID)[0]).toMatchObject({ connections: 2, blocks: ['shop'] });
  });

  test('the place to mend is mesh config, where the manifests hold it', () => {
    const [{ object }] = findingsIn(toYaml([...STRICT_SHOP, OFF]), ID);
    expect(object).toMatchObject({ source: 'mesh.yaml', line: 2 * STRICT_SHOP.length + 2 });
    const [{ object: assumed }] = findingsIn(toYaml(STRICT_SHOP), ID, { enableAutoMtls: false });
    expect(assumed).toEqual({ kind: 'ConfigMap', namespace: 'istio-system', name: 'istio', source: 'mesh config' });
  });

  test('so do those whose rule says nothing of TLS', () => {
    expect(found(ID, [OFF, ...STRICT_SHOP, rule('orders', { connectionPool: {} })])).toEqual(['error DestinationRule shop/rule spec.trafficPolicy']);
    expect(found(ID, [OFF, ...STRICT_SHOP, rule('*.local', { connectionPool: {} }, { namespace: 'istio-system' })])).toEqual(['warning DestinationRule istio-system/rule spec.trafficPolicy']);
  });

  test('a rule helps, and PERMISSIVE servers take plaintext', () => {
    expect(found(ID, [OFF, ...STRICT_SHOP, rule('*.local', 'ISTIO_MUTUAL', { namespace: 'istio-system' })])).toEqual([]);
    expect(found(ID, [OFF, ...STRICT_SHOP, policy('PERMISSIVE', 'shop', 'orders')])).toEqual([]);
  });

  test('the settings say so as well as mesh config', () => {
    expect(found(ID, STRICT_SHOP, { enableAutoMtls: false })).toEqual([`warning ${CONFIG}`]);
    expect(found(ID, STRICT_SHOP)).toEqual([]);
  });
});

describe('a ServiceEntry in front of workloads of the mesh', () => {
  const entry = (location?: string) => serviceEntry('orders.internal', { location, workloadSelector: { labels: { app: 'orders' } } });

  test('is outside of the mesh unless it says otherwise, so that clients send plaintext', () => {
    expect(found(ID, [...STRICT_SHOP, entry()])).toEqual(['warning ServiceEntry shop/entry spec.location']);
    expect(found(ID, [...STRICT_SHOP, entry('MESH_EXTERNAL')])).toEqual(['warning ServiceEntry shop/entry spec.location']);
    expect(found(ID, [...STRICT_SHOP, entry('MESH_INTERNAL')])).toEqual([]);
  });

  test('may have a rule instead', () => {
    expect(found(ID, [...STRICT_SHOP, entry(), rule('orders.internal', 'ISTIO_MUTUAL')])).toEqual([]);
  });
});
