import { connectionsOf, reachableEndpoints, subsetsFor } from '../../src/engine/connections';
import type { DestinationRuleFacts, LoadBalancing, SubsetFacts } from '../../src/model/destination-rule-facts';
import type { MeshSnapshot } from '../../src/model/mesh-facts';
import { aServiceEntry } from '../support/a-host';
import { aMeshIndex } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aQuestion } from '../support/a-question';
import { aRule, aTrafficPolicy } from '../support/a-rule';
import { aSidecar } from '../support/a-sidecar';
import { aService, aWorkload } from '../support/a-workload';

const aSubset = (name: string, labels: SubsetFacts['labels'] = { track: name }): SubsetFacts => ({ field: 'spec.subsets[0]', name, labels });
const withSubsets = (what: Partial<DestinationRuleFacts> = {}) => aRule('orders', { subsets: [aSubset('stable'), aSubset('canary')], ...what });
const stable = aWorkload('orders-stable', { podLabels: { app: 'orders', track: 'stable' } });
const canary = aWorkload('orders-canary', { podLabels: { app: 'orders', track: 'canary' } });

/** `CLIENT -> HOST:PORT [SUBSET] -> SERVER:PORT` of each connection; hosts by their first name. */
function pairs(facts: Partial<MeshSnapshot>, filter?: Parameters<typeof connectionsOf>[1]): string[] {
  return [...connectionsOf(aMeshIndex(facts), filter)].map(({ client, host, port, subset, endpoint }) => (
    `${client.name} -> ${host.host.split('.')[0]}:${port.number}${subset === '' ? '' : ` [${subset}]`} -> ${endpoint.workload?.name ?? '-'}:${endpoint.port}`));
}

describe('connections are', () => {
  const orders = aService('orders');

  test('every client by every host, port and server, its own among them', () => {
    const service = aService('web', { ports: [{ number: 81, target: 8081 }, { number: 80, target: 8080 }] });
    expect(pairs({ workloads: [aWorkload('web'), aWorkload('cli')], services: [service] })).toEqual([
      'cli -> web:80 -> web:8080', 'cli -> web:81 -> web:8081', 'web -> web:80 -> web:8080', 'web -> web:81 -> web:8081',
    ]);
  });

  test('in one order, whatever the order of the manifests', () => {
    const facts = { workloads: [stable, canary, aWorkload('cli')], services: [orders, aService('cli')], serviceEntries: [aServiceEntry('db.example.com')] };
    const reversed = { workloads: [...facts.workloads].reverse(), services: [...facts.services].reverse(), serviceEntries: facts.serviceEntries };
    expect(pairs(reversed)).toEqual(pairs(facts));
    expect(pairs(facts).slice(0, 4)).toEqual(['cli -> cli:80 -> cli:8080', 'cli -> db:80 -> -:80', 'cli -> orders:80 -> orders-canary:8080', 'cli -> orders:80 -> orders-stable:8080']);
  });

  test('none where a Service leads nowhere, is an alias, or is of UDP', () => {
    const services = [aService('nobody'), aService('cli', { type: 'ExternalName' }), aService('udp', { selector: { app: 'cli' }, ports: [{ number: 53, target: 53, isTcp: false }] })];
    expect(pairs({ workloads: [aWorkload('cli')], services })).toEqual([]);
  });

  test('only those that are asked for', () => {
    const facts = { workloads: [stable, canary, aWorkload('cli')], services: [orders] };
    expect(pairs(facts, { isFrom: ({ name }) => name === 'cli', isTo: (server) => server?.name === 'orders-canary' })).toEqual(['cli -> orders:80 -> orders-canary:8080']);
    expect(pairs(facts, { isTo: (_, host, port) => host.namespace === 'shop' && port.number === 81 })).toEqual([]);
  });
});

describe('the subsets of a client are', () => {
  const ask = (facts: Partial<MeshSnapshot>) => {
    const mesh = aMeshIndex({ workloads: [aWorkload('cli'), stable, canary], services: [aService('orders')], ...facts });
    const { client, host, port } = aQuestion(mesh, { client: 'cli' });
    return subsetsFor(mesh, client, host, port).map(({ name }) => name);
  };
  const cli = (podAnnotations: Record<string, string>, podLabels: Record<string, string> = {}) => [aWorkload('cli', { podAnnotations, podLabels: { app: 'cli', ...podLabels } }), stable, canary];

  test.each<[string, Partial<MeshSnapshot>, string[]]>([
    ['those of the rule that it follows, by name', { destinationRules: [withSubsets()] }, ['canary', 'stable']],
    ['none without a rule', {}, []],
    ['none of a rule that is for others', { destinationRules: [withSubsets({ workloadSelector: { app: 'web' } })] }, []],
    ['none where it has no proxy', { destinationRules: [withSubsets()], workloads: cli({}, { 'sidecar.istio.io/inject': 'false' }) }, []],
    ['none where its proxy does not know the host', { destinationRules: [withSubsets()], sidecars: [aSidecar({ egress: [{ hosts: ['bank/*'] }] })] }, []],
    ['none where it goes past its proxy', { destinationRules: [withSubsets()], workloads: cli({ 'traffic.sidecar.istio.io/excludeOutboundPorts': '80' }) }, []],
    ['all where it goes past its proxy at another port', { destinationRules: [withSubsets()], workloads: cli({ 'traffic.sidecar.istio.io/excludeOutboundPorts': '81' }) }, ['canary', 'stable']],
    ['all where whether it goes past its proxy hangs on the address', {
      destinationRules: [withSubsets()], workloads: cli({ 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' }),
    }, ['canary', 'stable']],
  ])('%s', (_, facts, expected) => {
    expect(ask(facts)).toEqual(expected);
  });
});

describe('the servers that a client may end up at are', () => {
  const balanced = (loadBalancer: LoadBalancing) => withSubsets({ trafficPolicy: { ...aTrafficPolicy(), loadBalancer } });
  const ask = (facts: Partial<MeshSnapshot>, subset?: string, client = 'cli') => {
    const workloads = [aWorkload('cli'), aWorkload('gate', { isGateway: true }), stable, canary];
    const mesh = aMeshIndex({ workloads, services: [aService('orders')], destinationRules: [withSubsets()], ...facts });
    return reachableEndpoints(mesh, aQuestion(mesh, { client, subset })).map(({ workload }) => workload?.name ?? '-');
  };
  const headless = { services: [aService('orders', { isHeadless: true })] };
  const outside = { services: [], destinationRules: [], serviceEntries: [aServiceEntry('db.example.com', { resolution: 'NONE' })] };

  test.each<[string, Partial<MeshSnapshot>, string | undefined, string, string[]]>([
    ['all, where no subset is meant', {}, undefined, 'cli', ['orders-canary', 'orders-stable']],
    ['those of the subset', {}, 'canary', 'cli', ['orders-canary']],
    ['all, where it goes where it dialled', headless, 'canary', 'cli', ['orders-canary', 'orders-stable']],
    ['all, where a rule balances by PASSTHROUGH', { destinationRules: [balanced('PASSTHROUGH')] }, 'canary', 'cli', ['orders-canary', 'orders-stable']],
    ['those of the subset for a gateway, which does not go where it dialled', headless, 'canary', 'gate', ['orders-canary']],
    ['what was dialled outside', outside, undefined, 'cli', ['-']],
    ['nothing outside for a gateway, where nothing is listed', outside, undefined, 'gate', []],
  ])('%s', (_, facts, subset, client, expected) => {
    expect(ask(facts, subset, client)).toEqual(expected);
  });
});

test('a mesh without workloads has no connections', () => {
  expect(pairs({ services: [aService('orders')], namespaces: [aNamespace('shop')] })).toEqual([]);
});
