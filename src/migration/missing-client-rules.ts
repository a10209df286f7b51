import type { Assignment } from './assign-waves';
import type { MigrationFacts } from './migration-facts';
import { servicesOfWave } from './report-client-rules';
import { hasReached, WaveStep } from './wave-step';
import { fullHost, hostOf, matchesHost } from '../engine/host-names';
import type { MeshModel } from '../engine/mesh-model';
import type { PolicyBook } from '../engine/policy-book';
import { targetNumber } from '../engine/resolve-port';
import { isBehind } from '../engine/workload-ports';
import type { Findings } from '../model/findings';
import { MtlsMode } from '../model/mtls-mode';
import { ServiceFacts, ServicePortFacts, serviceTitle } from '../model/service-facts';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** A Service whose clients need an ISTIO_MUTUAL rule. */
export interface MissingRule {
  readonly service: ServiceFacts;
  /** Service ports whose servers accept plaintext only, so that clients must send it there. */
  readonly plaintextPorts: readonly number[];
}

/**
 * With auto mTLS switched off, rules for the Services of waves at `clients` or later that no rule reaches. Only where
 * every endpoint of a port accepts the same: the rule goes to all of them.
 */
export function missingClientRules(
  mesh: MeshModel, book: PolicyBook, migration: MigrationFacts, assignment: Assignment, findings: Findings,
): MissingRule[] {
  if (mesh.settings.enableAutoMtls) return [];
  const waves = migration.waves.filter((wave) => hasReached(wave.step, WaveStep.CLIENTS));
  const services = new Set(waves.flatMap((wave) => servicesOfWave(mesh, wave, assignment)));
  return [...services].flatMap((service) => {
    const host = hostOf(mesh.settings, service);
    if (mesh.facts.destinationRules.some((rule) => matchesHost(fullHost(mesh.settings, rule), host))) return [];
    const endpoints = mesh.workloadsIn(service.namespace).filter((workload) => isBehind(workload, service));
    const problem = withoutSidecar(mesh, endpoints) ?? ofTwoMinds(mesh, book, service, endpoints);
    if (problem !== undefined) {
      findings.report('warning', migration.source, `${serviceTitle(service)} gets no ISTIO_MUTUAL rule, though auto mTLS is off: ${problem}`);
      return [];
    }
    const plaintextPorts = service.ports.filter((port) => servers(mesh, book, port, endpoints).plaintext.length > 0).map(({ number }) => number);
    return [{ service, plaintextPorts }];
  });
}

function withoutSidecar(mesh: MeshModel, endpoints: readonly WorkloadFacts[]): string | undefined {
  const without = endpoints.filter((workload) => mesh.dataPlaneOf(workload) !== 'sidecar');
  return without.length === 0 ? undefined : `got ${without.map(workloadTitle).join(', ')} `
    + 'not known to have a sidecar; allowed: sidecars at every endpoint, as the rule goes to all; inject them, or switch auto mTLS on';
}

function ofTwoMinds(mesh: MeshModel, book: PolicyBook, service: ServiceFacts, endpoints: readonly WorkloadFacts[]): string | undefined {
  for (const port of service.ports) {
    const { plaintext, mutual } = servers(mesh, book, port, endpoints);
    if (plaintext.length === 0 || mutual.length === 0) continue;
    return `got port ${port.number} that leads to ${plaintext.map(workloadTitle).join(', ')} at DISABLE, and to ${mutual.map(workloadTitle).join(', ')} not; `
      + 'allowed: endpoints that all accept mutual TLS, or none, as the rule goes to all; bring them to permissive, or give all of them the exception';
  }
  return undefined;
}

/** The endpoints of a Service port, by what they accept. */
function servers(mesh: MeshModel, book: PolicyBook, { target }: ServicePortFacts, endpoints: readonly WorkloadFacts[]) {
  const plaintext: WorkloadFacts[] = [];
  const mutual: WorkloadFacts[] = [];
  for (const workload of endpoints) {
    const port = targetNumber(mesh, target, workload);
    if (port === undefined) continue;
    (book.portMode(workload, port) === MtlsMode.DISABLE ? plaintext : mutual).push(workload);
  }
  return { plaintext, mutual };
}
