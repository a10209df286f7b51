import { breaksByField } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { ruleReport } from './rule-report';
import { objectOf } from '../engine/reason';
import { DestinationRuleFacts, TlsSetting, tlsSettingsOf } from '../model/destination-rule-facts';

export const certificateIgnored: Check = {
  id: 'MTLS206',
  title: 'Sidecars pass over the certificate of a DestinationRule',
  severity: 'error',
  why: 'A sidecar uses `credentialName` only where the rule has a workloadSelector, and MUTUAL only with a certificate and a key. Otherwise istiod drops the TLS without a word, and the sidecar sends plaintext. Gateways do use it.',
  remedy: 'Give the rule a workloadSelector that selects the clients, or name files that the proxy has: caCertificates, and for MUTUAL clientCertificate and privateKey.',
  see: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-credential_name',
  *run(context: CheckContext) {
    const broken = new Set<string>();
    for (const group of breaksByField(context.clientBreaks('credential-ignored', 'certificate-missing'))) {
      const { object, field, breaks } = group;
      broken.add(`${object.source} ${object.namespace}/${object.name} ${field}`);
      yield ruleReport(context, group, ({ targets }) => ({
        message: `clients send plaintext to ${targets}, which refuse it: got ${breaks[0].cause.rule === 'credential-ignored' ? 'a credentialName in a rule without a workloadSelector' : 'MUTUAL without certificate and key'}; allowed in the mesh: ISTIO_MUTUAL, or no tls`,
        remedy: 'set ISTIO_MUTUAL, or remove tls',
      }));
    }
    for (const rule of context.mesh.snapshot.destinationRules) {
      for (const tls of tlsSettingsOf(rule)) {
        if (broken.has(`${rule.source} ${rule.namespace}/${rule.name} ${tls.field}.mode`)) continue;
        if (lacksCertificate(tls)) yield report(rule, `${tls.field}.mode`, 'MUTUAL without certificate and key', 'error');
        else if (isCredentialIgnored(rule, tls)) yield report(rule, `${tls.field}.credentialName`, `credentialName ${tls.credentialName} without a workloadSelector`, severityOf(context, rule));
      }
    }
  },
};

function report(rule: DestinationRuleFacts, field: string, got: string, severity: Report['severity']): Report {
  return {
    severity,
    object: objectOf('DestinationRule', rule),
    field,
    message: `sidecars send plaintext to ${rule.host} instead of TLS: got ${got}; allowed: files (caCertificates, clientCertificate, privateKey), or a workloadSelector that selects the clients`,
    remedy: 'add a workloadSelector that selects the clients, or name files that the proxy has',
  };
}

/** Mirrors istio pilot/pkg/networking/core/cluster_tls.go, as do all that follow. No client gets TLS of such a setting. */
function lacksCertificate({ mode, credentialName, hasOwnCertificate }: TlsSetting): boolean {
  return mode === 'MUTUAL' && credentialName === undefined && !hasOwnCertificate;
}

function isCredentialIgnored({ workloadSelector }: DestinationRuleFacts, { mode, credentialName }: TlsSetting): boolean {
  return workloadSelector === undefined && (mode === 'SIMPLE' || mode === 'MUTUAL') && credentialName !== undefined && !credentialName.startsWith('configmap://');
}

/** A rule that gateways use may be meant for them alone: that sidecars have it too shows in a namespace with sidecars and no gateway. */
function severityOf({ mesh, ruleClients }: CheckContext, { namespace }: DestinationRuleFacts): Report['severity'] {
  const planes = new Set(ruleClients.in(namespace).map((client) => mesh.dataPlaneOf(client)));
  return planes.has('sidecar') && !planes.has('gateway') ? 'warning' : 'info';
}
