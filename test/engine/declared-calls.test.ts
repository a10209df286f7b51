import { DeclaredCalls } from '../../src/engine/declared-calls';
import type { CallFacts } from '../../src/model/call-facts';
import { aServiceEntry } from '../support/a-host';
import { aMeshIndex } from '../support/a-mesh';
import { aService, aWorkload } from '../support/a-workload';

const cli = aWorkload('cli', { namespace: 'bank' });
const ORDERS = { namespace: 'shop', name: 'orders' };

function aCall(what: Partial<CallFacts> = {}): CallFacts {
  return { caller: { kind: 'workload', namespace: 'bank', name: 'cli' }, service: ORDERS, declaredBy: 'Deployment bank/cli', field: 'metadata.annotations', source: 'cli.yaml', ...what };
}

function aMeshWith(...calls: CallFacts[]) {
  const service = aService('orders', { ports: [{ number: 80, name: 'http', target: 8080 }, { number: 81, name: 'admin', target: 8081 }] });
  const mesh = aMeshIndex({ services: [service], serviceEntries: [aServiceEntry('db.example.com')], workloads: [aWorkload('orders'), cli], calls });
  const [orders, db] = mesh.hosts;
  return { mesh, calls: new DeclaredCalls(mesh), orders, db };
}

describe('a call is declared to port 80 of a Service', () => {
  test.each<[string, Partial<CallFacts>, boolean]>([
    ['where it names no port', {}, true],
    ['where it names the number', { port: 80 }, true],
    ['where it names the name', { port: 'http' }, true],
    ['but not where it names another port', { port: 81 }, false],
    ['but not where it names another\'s name', { port: 'admin' }, false],
    ['but not where it names the workload\'s port', { port: 8080 }, false],
    ['but not where it names another Service', { service: { ...ORDERS, name: 'ledger' } }, false],
    ['but not where it names another namespace', { service: { ...ORDERS, namespace: 'bank' } }, false],
  ])('%s', (_, what, expected) => {
    const { calls, orders } = aMeshWith(aCall(what));
    expect(calls.to(orders, orders.ports[0])).toHaveLength(expected ? 1 : 0);
  });
});

test('a call may name a host that is no Service\'s', () => {
  const { calls, orders, db } = aMeshWith(aCall({ service: { namespace: '', name: 'db.example.com' } }));
  expect(calls.to(db, db.ports[0])).toHaveLength(1);
  expect(calls.to(orders, orders.ports[0])).toEqual([]);
});

describe('the callers of a port are', () => {
  test('the workloads that calls name, with the labels that they run with', () => {
    const { mesh, calls, orders } = aMeshWith(aCall());
    const running = mesh.snapshot.workloads.find(({ name }) => name === 'cli');
    expect([...calls.callersOf(orders, orders.ports[0])]).toEqual([running]);
  });

  test.each<[string, CallFacts['caller']]>([
    ['the control plane', { kind: 'api-server' }],
    ['a controller', { kind: 'ingress-controller', ingressClass: 'nginx' }],
    ['a scraper', { kind: 'scraper' }],
    ['a workload that the manifests do not hold', { kind: 'workload', namespace: 'bank', name: 'gone' }],
    ['a workload of another namespace', { kind: 'workload', namespace: 'shop', name: 'cli' }],
  ])('not %s', (_, caller) => {
    const { calls, orders } = aMeshWith(aCall({ caller }));
    expect(calls.to(orders, orders.ports[0])).toHaveLength(1);
    expect(calls.callersOf(orders, orders.ports[0]).size).toBe(0);
  });
});
