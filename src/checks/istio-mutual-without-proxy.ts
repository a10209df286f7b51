import { breaksByField } from './break-groups';
import type { Break } from './breaks';
import type { Check } from './check';
import type { CheckContext } from './check-context';
import { ruleReport } from './rule-report';

export const istioMutualWithoutProxy: Check = {
  id: 'MTLS203',
  title: 'A DestinationRule sends mutual TLS to a server that does not end it',
  severity: 'error',
  why: 'ISTIO_MUTUAL makes clients send Istio\'s mutual TLS to every server of the host, with a proxy or without, whatever the server\'s policy says. A server without a proxy, or a port that is DISABLE, hands the TLS to an application that does not speak it.',
  remedy: 'Take `tls` out of the rule, so that auto mTLS decides for each server, or give the hosts without a proxy a rule with DISABLE.',
  see: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-TLSmode',
  *run(context: CheckContext) {
    for (const group of breaksByField(context.clientBreaks('tls-istio-mutual'))) {
      const { breaks } = group;
      yield ruleReport(context, group, ({ targets }) => ({
        message: `clients send mutual TLS that nobody ends: got ISTIO_MUTUAL for ${targets}, where ${describeServers(breaks)}; allowed: servers with a proxy, at ports that are not DISABLE`,
        remedy: remedyOf(context, breaks),
      }));
    }
  },
};

/** Why the servers do not end the TLS. */
function describeServers(breaks: readonly Break[]): string {
  const states = new Set(breaks.map(stateOf));
  return [...states].sort().join(', or ');
}

function stateOf({ decision: { serverMode, serverDataPlane } }: Break): string {
  // Of a headless service: all others are reached through the tunnel.
  if (serverDataPlane === 'ambient') return 'ztunnel takes mutual TLS through the tunnel only';
  return serverMode === 'DISABLE' ? 'the port is DISABLE' : 'the server has no proxy';
}

function remedyOf({ mesh }: CheckContext, breaks: readonly Break[]): string {
  if (breaks.some(({ decision }) => decision.serverDataPlane === 'ambient')) return 'remove tls, and call ambient servers through a Service with a cluster IP';
  return mesh.settings.enableAutoMtls ? 'remove tls, so that auto mTLS decides for each server' : 'give these hosts a rule of their own with DISABLE';
}
