import type { TlsSetting, TrafficPolicyFacts } from '../model/destination-rule-facts';

/** One spelling for all that a traffic policy says of TLS. */
export function tlsKey(policy: TrafficPolicyFacts | undefined): string {
  const setting = (tls: TlsSetting | undefined) => tls && [tls.mode, tls.credentialName, tls.hasOwnCertificate];
  const ports = (policy?.ports ?? []).map((entry) => [entry.port, setting(entry.tls), entry.loadBalancer === 'PASSTHROUGH']);
  return JSON.stringify([setting(policy?.tls), policy?.loadBalancer === 'PASSTHROUGH', ports.sort((a, b) => Number(a[0]) - Number(b[0]))]);
}

/** The modes of a traffic policy, for messages: the top's, and those of the first ports. */
export function describeTls(policy: TrafficPolicyFacts | undefined): string {
  const modes = [policy?.tls?.mode ?? 'no tls', ...(policy?.ports ?? []).map(({ port, tls }) => `${tls?.mode ?? 'no tls'} at port ${port}`)];
  return modes.slice(0, 3).join(', ');
}
