import { ClientGroups } from '../../src/engine/client-groups';
import type { MeshSnapshot } from '../../src/model/mesh-facts';
import type { ResolverSettings } from '../../src/model/mesh-settings';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aGeneratedIndex } from '../support/a-generated-mesh';
import { aMeshIndex } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aRule } from '../support/a-rule';
import { aSidecar } from '../support/a-sidecar';
import { aService, aWorkload } from '../support/a-workload';

const ORDERS = 'orders.shop.svc.cluster.local';
const injected = (...names: string[]) => names.map((name) => aNamespace(name, { 'istio-injection': 'enabled' }));
const aClient = (namespace: string, name: string, what: Partial<WorkloadFacts> = {}) => aWorkload(name, { namespace, ...what });

/** The groups of clients that may see orders.shop differently: names, sorted and joined by commas. */
function groupsOf(facts: Partial<MeshSnapshot>, settings: Partial<ResolverSettings> = {}): string[] {
  const mesh = aMeshIndex({ namespaces: injected('shop', 'bank', 'audit', 'istio-system'), services: [aService('orders')], ...facts }, settings);
  return new ClientGroups(mesh).of(mesh.hosts[0]).map((group) => [...group.clients()].map(({ name }) => name).sort().join(',')).sort();
}

describe('clients of a host are of one group', () => {
  const cli = aClient('bank', 'cli');
  const web = aClient('bank', 'web');
  const log = aClient('audit', 'log');
  const bare = { podLabels: { 'sidecar.istio.io/inject': 'false' } };
  const out = (name: string, value: string) => ({ podAnnotations: { [`traffic.sidecar.istio.io/${name}`]: value } });

  test.each<[string, Partial<MeshSnapshot>, string[]]>([
    ['wherever they live, where no rule is for the host', { workloads: [cli, web, log] }, ['cli,log,web']],
    ['unless they live in the host\'s own namespace', { workloads: [cli, aClient('shop', 'own')] }, ['cli', 'own']],
    ['unless one lives in the root namespace', { workloads: [cli, aClient('istio-system', 'root')] }, ['cli', 'root']],
    ['unless one has no proxy', { workloads: [cli, aClient('bank', 'bare', bare)] }, ['bare', 'cli']],
    ['of whatever namespace, where they have no proxy', { workloads: [aClient('bank', 'a', bare), aClient('shop', 'b', bare)] }, ['a,b']],
    ['unless one uses its node\'s network', { workloads: [aClient('bank', 'bare', bare), aClient('bank', 'node', { hostNetwork: true })] }, ['bare', 'node']],
    ['unless one is a gateway', { workloads: [cli, aClient('bank', 'gate', { isGateway: true })] }, ['cli', 'gate']],
    ['unless their namespaces have a rule for the host', { workloads: [cli, web, log], destinationRules: [aRule(ORDERS, { namespace: 'bank' })] }, ['cli,web', 'log']],
    ['unless their namespaces have a wildcard for it', { workloads: [cli, log], destinationRules: [aRule('*', { namespace: 'bank' })] }, ['cli', 'log']],
    ['unless a rule is exported to some of them', { workloads: [cli, log], destinationRules: [aRule(ORDERS, { exportTo: ['audit'] })] }, ['cli', 'log']],
    ['where another namespace has a rule', { workloads: [cli, log], destinationRules: [aRule(ORDERS, { namespace: 'shop' })] }, ['cli,log']],
    ['unless a rule asks for their labels', { workloads: [cli, web, log], destinationRules: [aRule(ORDERS, { namespace: 'bank', workloadSelector: { app: 'cli' } })] }, ['cli', 'log', 'web']],
    ['unless they follow different Sidecars', { workloads: [cli, web], sidecars: [aSidecar({ namespace: 'bank', workloadSelector: { app: 'cli' }, egress: [] })] }, ['cli', 'web']],
    ['unless one lets ports past its proxy', { workloads: [cli, aClient('bank', 'past', out('excludeOutboundPorts', '80'))] }, ['cli', 'past']],
    ['unless one lets no address through', { workloads: [cli, aClient('bank', 'past', out('includeOutboundIPRanges', ''))] }, ['cli', 'past']],
    ['whatever they do with inbound ports', { workloads: [cli, aClient('bank', 'in', out('excludeInboundPorts', '80'))] }, ['cli,in']],
  ])('%s', (_, facts, expected) => {
    expect(groupsOf(facts)).toEqual(expected);
  });

  test('unless the host is exported to some of them', () => {
    const services = [aService('orders', { annotations: { 'networking.istio.io/exportTo': 'bank' } })];
    expect(groupsOf({ workloads: [cli, log], services })).toEqual(['cli', 'log']);
  });

  test('of whatever namespace, where ztunnel sends for them', () => {
    const workloads = ['shop', 'bank'].map((namespace) => aClient(namespace, `in-${namespace}`, { podLabels: { 'istio.io/dataplane-mode': 'ambient' } }));
    expect(groupsOf({ namespaces: ['shop', 'bank'].map((name) => aNamespace(name)), workloads }, { ambient: true })).toEqual(['in-bank,in-shop']);
  });
});

test('the size of a group leaves out the clients of the cluster\'s and Istio\'s own namespaces', () => {
  const mesh = aMeshIndex({
    workloads: ['kube-system', 'istio-system', 'bank'].map((namespace) => aClient(namespace, namespace, { hostNetwork: true })), services: [aService('orders')],
  });
  const [group] = new ClientGroups(mesh).of(mesh.hosts[0]);
  expect([[...group.clients()].length, group.size]).toEqual([3, 1]);
});

test('in whatever mesh, each client is in one group of each host, and each group knows its own', () => {
  for (let seed = 0; seed < 60; seed++) {
    const mesh = aGeneratedIndex(seed);
    const groups = new ClientGroups(mesh);
    for (const host of mesh.hosts) {
      const found = groups.of(host);
      const clients = found.flatMap((group) => [...group.clients()]);
      expect(new Set(clients)).toEqual(new Set(mesh.snapshot.workloads));
      expect(clients).toHaveLength(mesh.snapshot.workloads.length);
      expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      for (const group of found) {
        const members = new Set(group.clients());
        expect(members).toContain(group.example);
        expect(mesh.snapshot.workloads.filter((client) => group.has(client) !== members.has(client))).toEqual([]);
      }
    }
  }
});
