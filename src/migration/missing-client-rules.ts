import { assignWaves } from './assign-waves';
import type { MigrationFacts } from './migration-facts';
import { servicesOfWave } from './report-client-rules';
import { hasReached, WaveStep } from './wave-step';
import { fullHost, hostOf, matchesHost } from '../engine/host-names';
import type { MeshModel } from '../engine/mesh-model';
import { isBehind } from '../engine/workload-ports';
import type { Findings } from '../model/findings';
import { ServiceFacts, serviceTitle } from '../model/service-facts';
import { workloadTitle } from '../model/workload-facts';

/**
 * The Services whose clients need an ISTIO_MUTUAL rule: with auto mTLS switched off, those of waves at `clients` or
 * later that no rule reaches. Only where every endpoint has a proxy: the rule would go to the others too.
 */
export function missingClientRules(mesh: MeshModel, migration: MigrationFacts, findings: Findings): ServiceFacts[] {
  if (mesh.settings.enableAutoMtls) return [];
  const assignment = assignWaves(mesh, migration.waves);
  const waves = migration.waves.filter((wave) => hasReached(wave.step, WaveStep.CLIENTS));
  const services = new Set(waves.flatMap((wave) => servicesOfWave(mesh, wave, assignment)));
  return [...services].filter((service) => {
    const host = hostOf(mesh.settings, service);
    if (mesh.facts.destinationRules.some((rule) => matchesHost(fullHost(mesh.settings, rule), host))) return false;
    const without = mesh.workloadsIn(service.namespace).filter((workload) => isBehind(workload, service) && mesh.dataPlaneOf(workload) !== 'sidecar');
    if (without.length === 0) return true;
    findings.report('warning', migration.source, `${serviceTitle(service)} gets no ISTIO_MUTUAL rule, though auto mTLS is off: got ${without.map(workloadTitle).join(', ')} `
      + 'not known to have a sidecar; allowed: sidecars at every endpoint, as the rule goes to all; inject them, or switch auto mTLS on');
    return false;
  });
}
