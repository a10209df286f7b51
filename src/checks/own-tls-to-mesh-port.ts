import { breaksByField, connectionsOf, describeTargets, namespacesOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { ruleReport } from './rule-report';
import type { RuleName } from '../engine/rules';
import { groupBy } from '../model/group-by';

export const ownTlsToMeshPort: Check = {
  id: 'MTLS205',
  title: 'A DestinationRule sends TLS that a mesh port does not take',
  severity: 'error',
  why: 'SIMPLE and MUTUAL send TLS that Istio does not own. A STRICT port takes only certificates of the mesh, and a PERMISSIVE HTTP port lets no TLS through but Istio\'s own: the handshake fails.',
  remedy: 'Set ISTIO_MUTUAL, or take `tls` out. Where the application ends TLS itself, name its Service port `https` or `tls` and keep it PERMISSIVE.',
  see: 'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/',
  *run(context: CheckContext) {
    const breaks = context.clientBreaks('tls-own');
    for (const group of breaksByField(breaks)) {
      yield ruleReport(context, group, ({ targets }) => ({
        message: `clients send TLS that the port does not take: got ${modeOf(group.breaks[0])} for ${targets}, where ${describePorts(group.breaks)}; allowed: ISTIO_MUTUAL, or no tls`,
        remedy: 'set ISTIO_MUTUAL, or remove tls; where the application ends TLS itself, name the Service port https or tls and keep it PERMISSIVE',
      }));
    }
    yield* ofOwnCertificates(breaks);
  },
};

const PORTS: Partial<Record<RuleName, string>> = {
  'http-port-refuses-tls': 'an HTTP port takes no TLS but Istio\'s own',
  'identity-required': 'ztunnel takes no connection without an identity',
  'strict-refuses': 'a STRICT port takes no certificate but the mesh\'s',
};

/** Why the servers do not take the TLS. */
function describePorts(breaks: readonly Break[]): string {
  return [...new Set(breaks.map((found) => PORTS[verdictOf(found)!] ?? 'the server ends no TLS'))].sort().join(', and ');
}

/** MUTUAL in front of a STRICT port works with a certificate that leads to the mesh's root, and no manifest shows whose it is. */
function* ofOwnCertificates(breaks: readonly Break[]): Generator<Report, undefined> {
  const undecided = breaks.filter((found) => verdictOf(found) === 'own-certificate');
  for (const found of groupBy(undecided, ({ cause: { object, field } }) => `${object!.source} ${object!.namespace}/${object!.name} ${field}`).values()) {
    const [{ cause: { object, field } }] = found;
    yield {
      severity: 'warning',
      object: object!,
      field,
      message: `clients show STRICT ports a certificate of their own: got MUTUAL for ${describeTargets(found)}; allowed: certificates that lead to the mesh's root, such as those of ISTIO_MUTUAL`,
      remedy: 'set ISTIO_MUTUAL, or see to it that the certificate leads to the mesh\'s root',
      connections: connectionsOf(found),
      blocks: namespacesOf(found),
    };
  }
  return undefined;
}

function modeOf({ cause }: Break): string {
  return cause.text.includes('MUTUAL') ? 'MUTUAL' : 'SIMPLE';
}

/** The rule that had the last word. */
function verdictOf({ decision }: Break): RuleName | undefined {
  return decision.reasons.at(-1)?.rule;
}
