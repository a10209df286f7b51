import { findingsIn } from '../support/checked';
import { found, namespace, server, serviceEntry, STRICT_SHOP, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS120';
const MESH = [...STRICT_SHOP, ...server('cart', { namespace: 'buy' }), namespace('bare')];

function judged(calls: string, more: Parameters<typeof toYaml>[0] = []): (string | undefined)[] {
  const [finding] = findingsIn(toYaml([...MESH, ...more, workload('web', { namespace: 'bare', calls })]), ID);
  return finding === undefined ? [] : [finding.severity, /got (.*); allowed/.exec(finding.message)?.[1], /did you mean (.*)\?/.exec(finding.remedy)?.[1]];
}

test.each(['', 'orders.shop:80', 'orders.shop', 'orders.shop:http', 'orders.shop.svc.cluster.local:80 cart.buy:80', 'api.example.com:443', 'kubernetes.default:443'])('%j leads somewhere', (calls) => {
  expect(judged(calls)).toEqual([]);
  expect(found('MTLS101', [...MESH, workload('web', { namespace: 'bare', calls })]).filter((text) => text.startsWith('warning'))).toEqual([]);
});

test.each([
  ['a port that the Service has not', 'orders.shop:81', 'warning', 'orders.shop:81', undefined],
  ['a slip of the fingers', 'ordres.shop:80', 'warning', 'ordres.shop:80', 'orders.shop'],
  ['another namespace\'s Service', 'cart.shop:80', 'warning', 'cart.shop:80', 'cart.buy'],
  ['a Service that is nowhere', 'nope.shop:80', 'warning', 'nope.shop:80', undefined],
  ['a namespace that is not there', 'orders.shpo:80', 'info', 'orders.shpo:80', 'orders.shop'],
  ['a URL', 'http://orders.shop:80', 'warning', 'http://orders.shop:80', undefined],
  ['a wrong separator', 'orders.shop:80;cart.buy:80', 'warning', 'orders.shop:80;cart.buy:80', undefined],
  ['a port behind a dot', 'orders.shop.80', 'warning', 'orders.shop.80', 'orders.shop'],
  ['a word of its own', 'none', 'warning', 'none', undefined],
  ['one of several', 'orders.shop:80, nope.far:80, cart.buy:81', 'warning', 'cart.buy:81 (and 1 more: nope.far:80)', undefined],
])('%s leads nowhere, and the workload may call anybody', (_, calls, severity, got, meant) => {
  expect(judged(calls)).toEqual([severity, got, meant]);
  expect(found('MTLS101', [...MESH, workload('web', { namespace: 'bare', calls })])).toEqual([`${calls.startsWith('orders.shop:80,') ? 'error' : 'warning'} Deployment bare/web`]);
});

test('an address is an info', () => {
  expect(judged('10.0.0.7:80')[0]).toBe('info');
});

test('a ServiceEntry\'s host has ports too', () => {
  expect(judged('api.example.com:81', [serviceEntry('api.example.com')])[0]).toBe('warning');
  expect(judged('api.example.com:80', [serviceEntry('api.example.com')])).toEqual([]);
});

test('the field and the object are named', () => {
  const [{ resource, field, object }] = findingsIn(toYaml([...MESH, workload('web', { namespace: 'bare', calls: 'nope.shop:80' })]), ID);
  expect([resource, field]).toEqual(['Deployment bare/web', 'metadata.annotations["mtls.cdk8s.io/calls"]']);
  expect([object.source, object.line]).toEqual(['mesh.yaml', expect.any(Number)]);
});
