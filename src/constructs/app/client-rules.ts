import type { ClientRule } from './client-rule';
import { fullHost, hostOf } from '../../engine/host-names';
import type { MissingRule } from '../../migration/missing-client-rules';
import type { DestinationRuleFacts } from '../../model/destination-rule-facts';
import type { ResolvedMeshSettings } from '../../model/mesh-settings';
import { ClientTls } from '../client-tls';
import type { Host } from '../host';
import type { ClientDeclaration } from './declarations';
import { placeRule, serviceOf } from './resolve-host';

export function declaredRules(clients: readonly ClientDeclaration[], settings: ResolvedMeshSettings): ClientRule[] {
  return clients.map((client) => {
    const { host, namespace } = placeRule(client.host, settings);
    const ports = client.ports.map(({ port, tls }) => ({ number: port.port, tls }));
    client.rule = { source: client.source, namespace, name: client.name, host, tls: client.tls, ports };
    return client.rule;
  });
}

/** A rule for each host that a wildcard excludes, but those for which the app has one already: that one wins by itself. */
export function exclusions(
  clients: readonly ClientDeclaration[], declared: readonly ClientRule[], others: readonly DestinationRuleFacts[], settings: ResolvedMeshSettings,
): ClientRule[] {
  const wildcards = clients.filter((client) => client.host._reference.by === 'wildcard');
  if (wildcards.length === 0) return [];
  const taken = new Set([
    ...declared.map((rule) => `${rule.namespace} ${rule.host}`),
    ...others.map((rule) => `${rule.namespace} ${fullHost(settings, rule)}`),
  ]);
  return wildcards.flatMap((client) => {
    const reference = client.host._reference;
    if (reference.by !== 'wildcard') return [];
    return reference.excluding.flatMap((excluded) => {
      const { host, namespace } = placeRule(excluded, settings);
      if (taken.has(`${namespace} ${host}`)) return [];
      taken.add(`${namespace} ${host}`);
      return [{ source: client.source, namespace, name: `${client.name}-except-${shortName(excluded)}`, host, ports: [] }];
    });
  });
}

/** ISTIO_MUTUAL rules for Services that a migration found to have none. */
export function missingRules(missing: readonly MissingRule[], source: string, settings: ResolvedMeshSettings): ClientRule[] {
  return missing.map(({ service: { name, namespace }, plaintextPorts }) => {
    const host = hostOf(settings, { name, namespace });
    const ports = plaintextPorts.map((number) => ({ number, tls: ClientTls.DISABLE }));
    return { source, namespace, name, host, tls: ClientTls.ISTIO_MUTUAL, ports };
  });
}

function shortName(host: Host): string {
  const reference = host._reference;
  return reference.by === 'hostname' ? reference.hostname.toLowerCase() : serviceOf(host)?.name ?? '';
}
