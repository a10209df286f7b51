import { someOf } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { fullHost } from '../engine/host-names';
import type { HostPort, MeshHost } from '../engine/mesh-host';
import { objectOf } from '../engine/reason';
import type { DestinationRuleFacts, PortTrafficPolicyFacts } from '../model/destination-rule-facts';
import { isPortNumber } from '../model/port-number';

export const entryWithoutPort: Check = {
  id: 'MTLS214',
  title: 'A port entry of a DestinationRule is about no port of its host',
  severity: 'warning',
  why: 'portLevelSettings is about the port of the Service, which clients dial. The port that the container listens on is another one: an entry for it changes nothing, and the port that was meant keeps what the rule says above.',
  remedy: 'Name the port of the Service, and not its targetPort.',
  see: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy',
  *run(context: CheckContext) {
    for (const rule of context.mesh.snapshot.destinationRules) {
      // The hosts of a wildcard need not have the same ports.
      if (fullHost(context.mesh.settings, rule).startsWith('*')) continue;
      const hosts = context.ruleClients.hostsOf(rule).filter(({ claims }) => claims.length > 0);
      if (hosts.length === 0) continue;
      const numbers = new Set(hosts.flatMap(({ claims }) => claims.map(({ number }) => number)));
      for (const entry of entriesOf(rule)) if (isPortNumber(entry.port) && !numbers.has(entry.port)) yield report(context, rule, entry, hosts);
    }
  },
};

function entriesOf({ trafficPolicy, subsets }: DestinationRuleFacts): readonly PortTrafficPolicyFacts[] {
  return [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)].flatMap((policy) => policy?.ports ?? []);
}

function report(context: CheckContext, rule: DestinationRuleFacts, { field, port }: PortTrafficPolicyFacts, hosts: readonly MeshHost[]): Report {
  const meant = numbersOf(hosts, (host, candidate) => leadsTo(context, host, candidate, port));
  const allowed = meant.length > 0 ? `${meant.join(', ')}, the service port that leads to it` : someOf(numbersOf(hosts, () => true).map(String));
  return {
    severity: 'warning',
    object: objectOf('DestinationRule', rule),
    field: `${field}.port.number`,
    message: `the entry changes nothing: got ${port}, ${meant.length > 0 ? `a workload port behind ${hosts[0].host}` : `which is no port of ${hosts[0].host}`}; allowed: ${allowed}`,
    remedy: meant.length > 0 ? `write ${meant.join(' or ')} in place of ${port}` : 'write a port of the Service, or delete the entry',
  };
}

function leadsTo({ mesh }: CheckContext, host: MeshHost, candidate: HostPort, port: number): boolean {
  return candidate.target === port || mesh.endpoints(host, candidate).some((endpoint) => endpoint.port === port);
}

function numbersOf(hosts: readonly MeshHost[], isMeant: (host: MeshHost, port: HostPort) => boolean): number[] {
  const numbers = hosts.flatMap((host) => host.claims.filter((port) => isMeant(host, port)).map(({ number }) => number));
  return [...new Set(numbers)].sort((a, b) => a - b);
}
