import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import type { ResolvedMeshSettings } from '../model/mesh-settings';
import type { ServiceFacts } from '../model/service-facts';

type Settings = Pick<ResolvedMeshSettings, 'clusterDomain'>;

/** The name by which clients dial a Service. */
export function hostOf({ clusterDomain }: Settings, service: Pick<ServiceFacts, 'name' | 'namespace'>): string {
  return `${service.name}.${service.namespace}.svc.${clusterDomain}`;
}

/** A host without a dot is completed with the rule's namespace; one with a dot is taken as it stands. Mirrors istio pilot/pkg/model/config.go. */
export function fullHost(settings: Settings, rule: Pick<DestinationRuleFacts, 'host' | 'namespace'>): string {
  return rule.host.includes('.') || rule.host === '*' ? rule.host : hostOf(settings, { name: rule.host, namespace: rule.namespace });
}

/** Whether a rule's full host is this one, or a wildcard that covers it. */
export function matchesHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : pattern === host;
}
