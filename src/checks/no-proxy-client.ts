import type { Break } from './breaks';
import { someOf } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { objectOf } from '../engine/reason';
import { groupBy } from '../model/group-by';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

export const noProxyClient: Check = {
  id: 'MTLS101',
  title: 'A client without a proxy calls a STRICT port',
  severity: 'error',
  why: 'Without a proxy nobody encrypts what the application sends. A STRICT port refuses plaintext: a sidecar resets the connection, ztunnel closes it.',
  remedy: 'Give the client a proxy (label its Namespace or its pods), call over a gateway, or keep the port PERMISSIVE with a reason.',
  see: 'https://istio.io/latest/docs/concepts/security/#permissive-mode',
  *run(context: CheckContext) {
    const breaks = context.breaks().filter(({ cause, outcome }) => cause.rule === 'no-proxy-client' && outcome === 'refused');
    for (const [group, found] of groupBy(breaks, (one) => one.group)) {
      for (const client of group.clients()) {
        const declared = found.filter((one) => one.declared.includes(client));
        if (declared.length > 0) yield report(client, declared, 'error');
        else if (!context.isInfrastructure(client.namespace)) yield report(client, found, 'warning');
      }
    }
  },
};

function report(client: WorkloadFacts, breaks: readonly Break[], severity: Report['severity']): Report {
  const targets = [...new Set(breaks.map(({ host, port }) => `${host.host}:${port.number}`))].sort();
  return {
    severity,
    object: objectOf(client.kind, client),
    message: `${workloadTitle(client)} has no proxy and ${severity === 'error' ? 'calls' : 'cannot reach'} ${targets.length === 1 ? 'a STRICT port' : `${targets.length} STRICT ports`}: got plaintext to ${someOf(targets)}; allowed: mutual TLS`,
    remedy: client.hostNetwork ? 'pods of the node\'s network get no proxy: call over a gateway, or keep the ports PERMISSIVE' : 'give it a proxy, or keep the ports PERMISSIVE',
    connections: breaks.length,
    blocks: [...new Set(breaks.map(({ host }) => host.namespace))].sort(),
  };
}
