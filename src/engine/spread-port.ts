import type { MeshModel } from './mesh-model';
import type { PolicyBook } from './policy-book';
import { PortReference, resolvePort } from './resolve-port';
import type { Findings } from '../model/findings';
import { MtlsMode } from '../model/mtls-mode';
import { SYSTEM_NAMESPACES } from '../model/namespace-facts';
import { policyTitle, PolicyDraft, PortRule } from '../model/policy-draft';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** An exception for every workload of a namespace, of the mesh, or of a list that has the port. */
export interface SpreadPort {
  /** Who declares it: a construct path. */
  readonly source: string;
  readonly reference: PortReference;
  readonly rule: PortRule;
  /** The workloads to look at. */
  readonly among: readonly WorkloadFacts[];
  /** How messages call them. */
  readonly where: string;
}

/** The name of the policy that is made for a workload: the same for a port's exception and for a migration's step. */
export function generatedName(workload: WorkloadFacts): string {
  return `${workload.name}-${workload.kind.toLowerCase()}`;
}

/** Writes the exception into the workload policies, so that never two policies select one workload. */
export function spreadPort(mesh: MeshModel, book: PolicyBook, spread: SpreadPort, findings: Findings): void {
  // Broad selectors first: a policy that selects another workload's pods too must be there before that one gets its own.
  const workloads = spread.among.filter((workload) => takesPolicies(mesh, workload))
    .map((workload) => ({ workload, breadth: Object.keys(mesh.selectorOf(workload).selector).length }))
    .sort((a, b) => a.breadth - b.breadth || (workloadTitle(a.workload) < workloadTitle(b.workload) ? -1 : 1));
  let found = 0;
  for (const { workload } of workloads) {
    const number = portOf(mesh, spread.reference, workload);
    if (number === undefined) continue;
    found += 1;
    const policy = workloadPolicy(mesh, book, workload, spread.source, findings);
    if (policy !== undefined && !policy.ports.has(number)) policy.ports.set(number, spread.rule);
  }
  if (found === 0) reportNone(spread, workloads.length > 0, findings);
}

/** The policy that selects a workload, made where there is none; undefined (and reported) where none may be made. */
export function workloadPolicy(
  mesh: MeshModel, book: PolicyBook, workload: WorkloadFacts, source: string, findings: Findings,
): PolicyDraft | undefined {
  const [policy] = book.selecting(workload).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (policy?.origin === 'foreign') {
    findings.error(source, `${workloadTitle(workload)} is selected by ${policyTitle(policy)} (${policy.source}), which this app does not own: `
      + 'a second policy would be ignored; allowed: one policy per workload; write it there, or move that policy into this app');
    return undefined;
  }
  if (policy !== undefined) return policy;
  const { selector } = mesh.selectorOf(workload);
  if (Object.keys(selector).length === 0) {
    findings.error(source, `${workloadTitle(workload)} cannot be selected: got no stable pod label; allowed: one label or more that a release does not change; label its pod template`);
    return undefined;
  }
  const { namespace } = workload;
  return book.add({
    origin: 'generated', source, scope: { kind: 'workload', namespace, selector }, namespace, name: generatedName(workload), mode: MtlsMode.UNSET, ports: new Map(),
  });
}

function takesPolicies(mesh: MeshModel, workload: WorkloadFacts): boolean {
  // Istio ignores selectors in the root namespace, and pods without a proxy ignore policies.
  return workload.namespace !== mesh.settings.rootNamespace && !SYSTEM_NAMESPACES.has(workload.namespace) && mesh.dataPlaneOf(workload) !== 'none';
}

function portOf(mesh: MeshModel, reference: PortReference, workload: WorkloadFacts): number | undefined {
  const ports = mesh.portsOf(workload);
  if (reference.by === 'number') return ports.find((port) => port.number === reference.port)?.number;
  const resolved = resolvePort(mesh, reference, [workload], workloadTitle(workload));
  return 'number' in resolved ? resolved.number : undefined;
}

function reportNone(spread: SpreadPort, known: boolean, findings: Findings): void {
  const { reference, where } = spread;
  const port = reference.by === 'name' ? `"${reference.name}"` : `${reference.port}`;
  const text = `port exception ${port}: no workload of ${where} with a proxy has the port`;
  // Workloads that other repos deploy may have it: absence says nothing about what is not among the manifests.
  if (known) findings.error(spread.source, `${text}; allowed: a port that one of them declares; give such a port, or declare it in the container`);
  else findings.report('warning', spread.source, `${text}, as none is known: no policy is emitted for it; add their manifests with Mesh.of(app).addManifests(…)`);
}
