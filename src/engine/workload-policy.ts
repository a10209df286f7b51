import type { MeshModel } from './mesh-model';
import type { PolicyBook } from './policy-book';
import { describeWorkloads } from './resolve-port';
import type { Findings } from '../model/findings';
import { describeLabels } from '../model/labels';
import { MtlsMode } from '../model/mtls-mode';
import { NO_PORTS, policyTitle, PolicyDraft } from '../model/policy-draft';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** The policy that selects a workload, made where there is none; undefined (and reported) where none may be made. */
export function workloadPolicy(
  mesh: MeshModel, book: PolicyBook, workload: WorkloadFacts, source: string, findings: Findings,
): PolicyDraft | undefined {
  const policy = book.policyOf(workload);
  if (policy?.origin === 'foreign') {
    findings.error(source, `${workloadTitle(workload)} is selected by ${policyTitle(policy)} (${policy.source}), which this app does not own: `
      + 'a second policy would be ignored; allowed: one policy per workload; write it there, or move that policy into this app');
    return undefined;
  }
  return policy ?? makePolicy(mesh, book, workload, source, findings);
}

function makePolicy(mesh: MeshModel, book: PolicyBook, workload: WorkloadFacts, source: string, findings: Findings): PolicyDraft | undefined {
  const { namespace } = workload;
  const { selector } = mesh.selectorOf(workload);
  if (Object.keys(selector).length === 0) {
    findings.error(source, `${workloadTitle(workload)} cannot be selected: got no stable pod label; allowed: one label or more that a release does not change; label its pod template`);
    return undefined;
  }
  const taken = mesh.workloadsSelected(namespace, selector).filter((other) => book.policyOf(other) !== undefined);
  if (taken.length > 0) {
    findings.error(source, `${workloadTitle(workload)} cannot have a policy of its own: got ${describeLabels(selector)}, which ${describeWorkloads(taken)} has too, and a policy already; `
      + 'allowed: one policy per workload, as Istio follows the oldest and ignores the other; give the pods a label of their own to select by');
    return undefined;
  }
  return book.add({
    origin: 'generated', source, scope: { kind: 'workload', namespace, selector }, namespace, name: generatedName(workload), mode: MtlsMode.UNSET, ports: NO_PORTS,
  });
}

/** The same for a port's exception and for a migration's step, so that the second finds what the first has made. */
function generatedName(workload: WorkloadFacts): string {
  return `${workload.name}-${workload.kind.toLowerCase()}`;
}

/** Broad selectors first: a policy that selects another workload's pods too must be there before that one gets its own. */
export function broadFirst(mesh: MeshModel, workloads: readonly WorkloadFacts[]): WorkloadFacts[] {
  return workloads.map((workload) => ({ workload, title: workloadTitle(workload), breadth: Object.keys(mesh.selectorOf(workload).selector).length }))
    .sort((a, b) => a.breadth - b.breadth || (a.title < b.title ? -1 : 1))
    .map(({ workload }) => workload);
}

/** The workloads that a policy selects beside these. */
export function othersSelected(mesh: MeshModel, { scope }: PolicyDraft, these: ReadonlySet<WorkloadFacts>): WorkloadFacts[] {
  return scope.kind === 'workload' ? mesh.workloadsSelected(scope.namespace, scope.selector).filter((workload) => !these.has(workload)) : [];
}
