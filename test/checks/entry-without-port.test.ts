import { findingsIn } from '../support/checked';
import { aTls, found, rule, serviceEntry, STRICT_SHOP, subset, toYaml } from '../support/mesh-objects';

const ID = 'MTLS214';
const entry = (number: unknown) => ({ portLevelSettings: [{ port: { number }, ...aTls('ISTIO_MUTUAL') }] });
const FIELD = 'portLevelSettings[0].port.number';

describe('a port entry of a rule', () => {
  test('for the port behind a Service is a warning that says which one was meant', () => {
    const [finding, ...others] = findingsIn(toYaml([...STRICT_SHOP, rule('orders', entry(8080))]), ID);
    expect(finding).toMatchObject({ severity: 'warning', field: `spec.trafficPolicy.${FIELD}`, remedy: 'write 80 in place of 8080' });
    expect(finding.message).toContain('got 8080, a workload port behind orders.shop.svc.cluster.local; allowed: 80');
    expect(others).toEqual([]);
  });

  test('for any other port names those that the Service has', () => {
    const [{ message }] = findingsIn(toYaml([...STRICT_SHOP, rule('orders', entry(9090))]), ID);
    expect(message).toContain('got 9090, which is no port of orders.shop.svc.cluster.local; allowed: 80');
  });

  test('is found in subsets, and for the host of a ServiceEntry', () => {
    expect(found(ID, [...STRICT_SHOP, rule('orders', {}, { subsets: [subset('v1', entry(8080))] })])).toEqual([`warning DestinationRule shop/rule spec.subsets[0].trafficPolicy.${FIELD}`]);
    expect(found(ID, [serviceEntry('api.example'), rule('api.example', entry(8080))])).toEqual([`warning DestinationRule shop/rule spec.trafficPolicy.${FIELD}`]);
  });

  test.each([
    ['a port of the Service', rule('orders', entry(80))],
    ['a wildcard', rule('*.shop.svc.cluster.local', entry(8080))],
    ['a host that nobody has, of which another check tells', rule('nobody', entry(8080))],
    ['no port at all', rule('orders', entry(undefined))],
  ])('is none for %s', (_, object) => {
    expect(found(ID, [...STRICT_SHOP, object])).toEqual([]);
  });
});
