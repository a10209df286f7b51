import type { Assignment } from './assign-waves';
import type { WaveFacts } from './migration-facts';
import type { MeshModel } from '../engine/mesh-model';
import { isBehind } from '../engine/workload-ports';
import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import type { Findings } from '../model/findings';
import type { ServiceFacts } from '../model/service-facts';

/** The Services that lead to a workload of the wave. */
export function servicesOfWave(mesh: MeshModel, wave: WaveFacts, assignment: Assignment): ServiceFacts[] {
  return mesh.facts.services.filter((service) => mesh.workloadsIn(service.namespace)
    .some((workload) => isBehind(workload, service) && assignment.waveOf(workload) === wave));
}

/** Rules for the wave's Services that make clients send anything but Istio's mutual TLS: reported, never edited. */
export function reportClientRules(mesh: MeshModel, source: string, wave: WaveFacts, assignment: Assignment, findings: Findings): void {
  const services = servicesOfWave(mesh, wave, assignment);
  const hosts = services.map((service) => hostOf(mesh, service));
  for (const rule of mesh.facts.destinationRules) {
    const reached = hosts.filter((host) => matchesHost(fullHost(mesh, rule), host));
    if (reached.length === 0) continue;
    for (const setting of rule.tls.filter((candidate) => candidate.mode !== 'ISTIO_MUTUAL')) {
      findings.report('warning', source, `wave "${wave.name}" at ${wave.step}: ${ruleTitle(rule)} makes clients of ${reached.join(', ')} `
        + `send ${setting.mode === 'DISABLE' ? 'plaintext' : 'TLS of their own'}: got ${setting.mode} at ${setting.field}; allowed: ISTIO_MUTUAL, or no tls under auto mTLS; change it before strict`);
    }
  }
  if (!mesh.settings.enableAutoMtls) for (const service of services) reportNoTls(mesh, source, wave, service, findings);
}

/** A rule of any kind keeps the generated one away, so it has to say ISTIO_MUTUAL itself. */
function reportNoTls(mesh: MeshModel, source: string, wave: WaveFacts, service: ServiceFacts, findings: Findings): void {
  const host = hostOf(mesh, service);
  const rules = mesh.facts.destinationRules.filter((rule) => matchesHost(fullHost(mesh, rule), host));
  const open = service.ports.filter(({ number }) => !rules.some((rule) => setsTls(rule, number))).map(({ number }) => number);
  if (rules.length === 0 || open.length === 0) return;
  findings.report('warning', source, `wave "${wave.name}" at ${wave.step}: ${rules.map(ruleTitle).join(' and ')} makes clients of ${host} send plaintext to port ${open.join(', ')}, as auto mTLS is off: got no tls; `
    + 'allowed: ISTIO_MUTUAL; set it at spec.trafficPolicy.tls before strict');
}

function setsTls(rule: DestinationRuleFacts, port: number): boolean {
  return rule.tls.some((setting) => setting.field === 'spec.trafficPolicy.tls' || (setting.field.startsWith('spec.trafficPolicy.') && setting.port === port));
}

function ruleTitle(rule: DestinationRuleFacts): string {
  return `DestinationRule ${rule.namespace}/${rule.name} (${rule.source})`;
}

/** The name by which clients dial a Service. */
export function hostOf(mesh: Pick<MeshModel, 'settings'>, service: Pick<ServiceFacts, 'name' | 'namespace'>): string {
  return `${service.name}.${service.namespace}.svc.${mesh.settings.clusterDomain}`;
}

/** A host without a dot is completed with the rule's namespace; one with a dot is taken as it stands. Mirrors istio pilot/pkg/model/config.go. */
export function fullHost(mesh: Pick<MeshModel, 'settings'>, rule: Pick<DestinationRuleFacts, 'host' | 'namespace'>): string {
  return rule.host.includes('.') || rule.host === '*' ? rule.host : hostOf(mesh, { name: rule.host, namespace: rule.namespace });
}

export function matchesHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : pattern === host;
}
