import type { Assignment } from './assign-waves';
import type { WaveFacts } from './migration-facts';
import { hasReached, WaveStep } from './wave-step';
import { fullHost, hostOf, matchesHost } from '../engine/host-names';
import type { MeshModel } from '../engine/mesh-model';
import { isBehind } from '../engine/workload-ports';
import { DestinationRuleFacts, ruleTitle as titleOf, tlsSettingsOf } from '../model/destination-rule-facts';
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
  const hosts = services.map((service) => hostOf(mesh.settings, service));
  for (const rule of mesh.facts.destinationRules) {
    const reached = hosts.filter((host) => matchesHost(fullHost(mesh.settings, rule), host));
    if (reached.length === 0) continue;
    for (const setting of tlsSettingsOf(rule).filter((candidate) => candidate.mode !== 'ISTIO_MUTUAL')) {
      findings.report('warning', source, `wave "${wave.name}" at ${wave.step}: ${ruleTitle(rule)} makes clients of ${reached.join(', ')} `
        + `send ${setting.mode === 'DISABLE' ? 'plaintext' : 'TLS of their own'}: got ${setting.mode} at ${setting.field}; allowed: ISTIO_MUTUAL, or no tls under auto mTLS; change it ${deadline(wave)}`, tellers(wave, [rule]));
    }
  }
  if (!mesh.settings.enableAutoMtls) for (const service of services) reportNoTls(mesh, source, wave, service, findings);
}

/** A rule of any kind keeps the generated one away, so it has to say ISTIO_MUTUAL itself. */
function reportNoTls(mesh: MeshModel, source: string, wave: WaveFacts, service: ServiceFacts, findings: Findings): void {
  const host = hostOf(mesh.settings, service);
  const rules = mesh.facts.destinationRules.filter((rule) => matchesHost(fullHost(mesh.settings, rule), host));
  const open = service.ports.filter(({ number }) => !rules.some((rule) => setsTls(rule, number))).map(({ number }) => number);
  if (rules.length === 0 || open.length === 0) return;
  findings.report('warning', source, `wave "${wave.name}" at ${wave.step}: ${rules.map(ruleTitle).join(' and ')} makes clients of ${host} send plaintext to port ${open.join(', ')}, as auto mTLS is off: got no tls; `
    + `allowed: ISTIO_MUTUAL; set it at spec.trafficPolicy.tls ${deadline(wave)}`, tellers(wave, rules));
}

/** Of what breaks now, checks of the catalogue tell with the connections. */
function tellers(wave: WaveFacts, rules: readonly DestinationRuleFacts[]): string[] | undefined {
  return hasReached(wave.step, WaveStep.STRICT) ? rules.map(titleOf) : undefined;
}

function deadline(wave: WaveFacts): string {
  return hasReached(wave.step, WaveStep.STRICT) ? 'now, as STRICT ports refuse what it makes clients send' : 'before strict';
}

function setsTls(rule: DestinationRuleFacts, port: number): boolean {
  const { tls, ports = [] } = rule.trafficPolicy ?? {};
  return tls !== undefined || ports.some((entry) => entry.port === port && entry.tls !== undefined);
}

function ruleTitle(rule: DestinationRuleFacts): string {
  return `${titleOf(rule)} (${rule.source})`;
}
