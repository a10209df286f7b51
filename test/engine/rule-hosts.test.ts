import * as fc from 'fast-check';
import { matchesHost } from '../../src/engine/host-names';
import { hostsOfServiceEntry } from '../../src/engine/hosts-of';
import type { MeshHost } from '../../src/engine/mesh-host';
import { RuleHosts } from '../../src/engine/rule-hosts';

function aHost(host: string): MeshHost {
  const ports = [{ number: 80, name: 'http', protocol: 'HTTP' }];
  const [found] = hostsOfServiceEntry({ namespace: 'shop', name: 'entry', source: 'entries.yaml', hosts: [host], location: 'MESH_INTERNAL', resolution: 'DNS', ports, endpoints: [], exportTo: [] });
  return found;
}

const someHost = fc.constantFrom('orders.shop.svc.cluster.local', 'stock.shop.svc.cluster.local', 'api.bank.svc.cluster.local', 'api.example.com', '*.example.com', '*.com');
const somePattern = fc.oneof(someHost, fc.constantFrom('*', '*.local', '*.shop.svc.cluster.local', '*shop.svc.cluster.local', '*.eu.example.com', 'nobody'));

test('the hosts of a rule are those that its pattern stands for, a wildcard host within a wider wildcard only', () => {
  fc.assert(fc.property(fc.uniqueArray(someHost), fc.uniqueArray(somePattern), (hosts, patterns) => {
    const found = new RuleHosts(hosts.map(aHost), patterns);
    for (const pattern of patterns) {
      const expected = hosts.filter((host) => (pattern.startsWith('*') ? matchesHost(pattern, host.replace(/^\*/, '')) : host === pattern));
      expect(found.of(pattern).map(({ host }) => host)).toEqual(expected);
    }
  }));
});
