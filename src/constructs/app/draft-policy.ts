import type { MeshModel } from '../../engine/mesh-model';
import type { PolicyBook } from '../../engine/policy-book';
import { describeWorkloads, resolvePort } from '../../engine/resolve-port';
import { spreadPort } from '../../engine/spread-port';
import type { Findings } from '../../model/findings';
import { describeLabels } from '../../model/labels';
import { SYSTEM_NAMESPACES } from '../../model/namespace-facts';
import type { PolicyScope } from '../../model/peer-authentication-facts';
import type { PolicyDraft, PortRule } from '../../model/policy-draft';
import type { WorkloadFacts } from '../../model/workload-facts';
import type { PortPolicy } from '../port-policy';
import type { PolicyDeclaration } from './declarations';
import { portReference } from './resolve-host';
import { ResolvedWorkload, WorkloadResolver } from './resolve-workload';

/** Makes a policy of what a construct was told; undefined (and reported) where that cannot be. */
export function draftPolicy(
  declaration: PolicyDeclaration, mesh: MeshModel, workloads: WorkloadResolver, findings: Findings,
): PolicyDraft | undefined {
  const source = declaration.construct.node.path;
  const { target } = declaration;
  const { rootNamespace } = mesh.settings;
  const base = { origin: 'construct' as const, source, name: declaration.name, mode: declaration.mode, reason: declaration.reason, until: declaration.until };
  switch (target.kind) {
    case 'mesh':
      return { ...base, scope: { kind: 'mesh' }, namespace: rootNamespace, ports: new Map() };
    case 'namespace':
      if (target.namespace === rootNamespace) {
        findings.error(source, `namespaceName: got "${rootNamespace}", the root namespace, where a policy is mesh-wide; allowed: any other namespace; use MeshPolicy for the mesh`);
        return undefined;
      }
      return { ...base, scope: target, namespace: target.namespace, ports: new Map() };
    case 'workload': {
      const resolved = workloads.resolve(target.workload, source);
      if (resolved === undefined || !isPlaced(declaration, resolved, mesh, findings)) return undefined;
      const { namespace, selector } = resolved;
      const scope: PolicyScope = { kind: 'workload', namespace, selector };
      return { ...base, scope, namespace, ports: portRules(declaration, resolved, mesh, findings) };
    }
  }
}

function isPlaced(declaration: PolicyDeclaration, resolved: ResolvedWorkload, mesh: MeshModel, findings: Findings): boolean {
  const { namespace, selector, workloads } = resolved;
  const source = declaration.construct.node.path;
  const emitted = declaration.construct.metadata.namespace ?? '';
  if (namespace === mesh.settings.rootNamespace) {
    findings.error(source, `workload: got pods of "${namespace}", the root namespace, where Istio ignores policies with a selector; `
      + 'allowed: workloads of other namespaces; use MeshPolicy, or move the workload');
    return false;
  }
  if (namespace !== emitted) {
    findings.error(source, `workload: got ${describeWorkloads(workloads)} ${namespace === '' ? 'without a namespace' : `of namespace ${namespace}`} in a chart of namespace ${emitted || '(none)'}; `
      + 'allowed: policy and workload in one namespace; set metadata.namespace of the workload');
    return false;
  }
  if (workloads.length === 0 && mesh.workloadsIn(namespace).length > 0) {
    findings.report('warning', source, `workload: no known workload of namespace ${namespace} has the labels ${describeLabels(selector)}; check them, or add its manifest with Mesh.of(app).addManifests(…)`);
  }
  return true;
}

function portRules(declaration: PolicyDeclaration, resolvedWorkload: ResolvedWorkload, mesh: MeshModel, findings: Findings): Map<number, PortRule> {
  const { namespace, selector, workloads } = resolvedWorkload;
  const source = declaration.construct.node.path;
  const rules = new Map<number, PortRule>();
  const pods = workloads.length === 0 ? `the pods of ${namespace} labelled ${describeLabels(selector)}` : describeWorkloads(workloads);
  for (const policy of declaration.ports) {
    const reference = portReference(policy.port);
    const resolved = reference && resolvePort(mesh, reference, workloads, pods);
    if (resolved === undefined) {
      findings.error(source, noService(policy));
    } else if ('problem' in resolved) {
      findings.error(source, resolved.problem);
    } else if (rules.has(resolved.number)) {
      findings.error(source, `ports: got workload port ${resolved.number} twice; allowed: one policy per port; remove one`);
    } else {
      rules.set(resolved.number, ruleOf(policy));
    }
  }
  return rules;
}

/** Spreads a construct's `exceptPort`s over the workloads of its scope. */
export function spreadPorts(declaration: PolicyDeclaration, mesh: MeshModel, book: PolicyBook, findings: Findings): void {
  const source = declaration.construct.node.path;
  const where = declaration.target.kind === 'namespace' ? `namespace ${declaration.target.namespace}` : 'the mesh';
  for (const policy of declaration.spreadPorts) {
    const reference = portReference(policy.port);
    if (reference === undefined) findings.error(source, noService(policy));
    else spreadPort(mesh, book, { source, reference, rule: ruleOf(policy), among: workloadsOf(declaration, mesh), where }, findings);
  }
}

function workloadsOf({ target }: PolicyDeclaration, mesh: MeshModel): readonly WorkloadFacts[] {
  return target.kind === 'namespace' ? mesh.workloadsIn(target.namespace) : mesh.facts.workloads.filter(({ namespace }) => !SYSTEM_NAMESPACES.has(namespace));
}

export function ruleOf(policy: Pick<PortPolicy, 'mode' | 'reason' | 'until'>): PortRule {
  return { mode: policy.mode, reason: policy.reason, until: policy.until };
}

export function noService(policy: PortPolicy): string {
  const reference = policy.port._reference;
  const host = reference.by === 'service' ? reference.servicePort.host._describe() : '';
  return `WorkloadPort.behind: got a port of ${host}, which is no Service; allowed: a port of a Service; give the workload port's number`;
}

