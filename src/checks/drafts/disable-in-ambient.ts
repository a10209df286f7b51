import type { MeshModel } from '../../engine/mesh-model';
import type { PolicyBook } from '../../engine/policy-book';
import type { Findings } from '../../model/findings';
import { MtlsMode } from '../../model/mtls-mode';
import { PolicyDraft, policyTitle } from '../../model/policy-draft';
import { WorkloadFacts, workloadTitle } from '../../model/workload-facts';

/** DISABLE where ztunnel terminates mutual TLS, which ignores it: the pods go on accepting mutual TLS. */
export function checkDisableInAmbient(mesh: MeshModel, book: PolicyBook, findings: Findings): void {
  if (!mesh.facts.workloads.some((workload) => mesh.dataPlaneOf(workload) === 'ambient')) return;
  for (const draft of book.all()) {
    if (draft.origin === 'foreign') continue;
    const disabled = disabledBy(draft);
    if (disabled === undefined) continue;
    const ambient = workloadsOf(draft, mesh).filter((workload) => mesh.dataPlaneOf(workload) === 'ambient');
    if (ambient.length === 0) continue;
    const titles = ambient.slice(0, 3).map(workloadTitle).join(', ') + (ambient.length > 3 ? ` and ${ambient.length - 3} more` : '');
    findings.report('warning', draft.source, `${policyTitle(draft)} disables what ambient mode cannot: got ${disabled} for ${titles}, where it does nothing; `
      + 'allowed: PERMISSIVE or STRICT in ambient mode; use PERMISSIVE, which takes plaintext too');
  }
}

function disabledBy(draft: PolicyDraft): string | undefined {
  if (draft.mode === MtlsMode.DISABLE) return 'DISABLE';
  for (const [port, { mode }] of draft.ports) if (mode === MtlsMode.DISABLE) return `DISABLE at port ${port}`;
  return undefined;
}

function workloadsOf({ scope }: PolicyDraft, mesh: MeshModel): readonly WorkloadFacts[] {
  switch (scope.kind) {
    case 'mesh': return mesh.facts.workloads;
    case 'namespace': return mesh.workloadsIn(scope.namespace);
    case 'workload': return mesh.workloadsSelected(scope.namespace, scope.selector);
  }
}
