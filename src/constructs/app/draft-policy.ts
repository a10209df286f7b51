import type { PolicyDeclaration } from './declarations';
import { portReference } from './resolve-host';
import { ResolvedWorkload, WorkloadResolver } from './resolve-workload';
import type { MeshModel } from '../../engine/mesh-model';
import { describeWorkloads, resolvePort } from '../../engine/resolve-port';
import type { SpreadPort } from '../../engine/spread-port';
import type { Findings } from '../../model/findings';
import { describeLabels } from '../../model/labels';
import type { PolicyScope } from '../../model/peer-authentication-facts';
import { NO_PORTS, PolicyDraft, PortRule } from '../../model/policy-draft';
import type { WorkloadFacts } from '../../model/workload-facts';
import type { PortPolicy } from '../port-policy';
import { namespaceOfObject } from '../private/place-of';

/** Makes a policy of what a construct was told; undefined (and reported) where that cannot be. */
export function draftPolicy(
  declaration: PolicyDeclaration, mesh: MeshModel, workloads: WorkloadResolver, findings: Findings,
): PolicyDraft | undefined {
  const { source, target } = declaration;
  const { rootNamespace } = mesh.settings;
  switch (target.kind) {
    case 'mesh':
      return draftOf(declaration, { kind: 'mesh' }, rootNamespace);
    case 'namespace':
      if (target.namespace === rootNamespace) {
        findings.error(source, `namespaceName: got "${rootNamespace}", the root namespace, where a policy is mesh-wide; allowed: any other namespace; use MeshPolicy for the mesh`);
        return undefined;
      }
      return draftOf(declaration, target, target.namespace);
    case 'workload': {
      const resolved = workloads.resolve(target.workload, source);
      if (resolved === undefined || !isPlaced(declaration, resolved, mesh, findings)) return undefined;
      const { namespace, selector } = resolved;
      const scope: PolicyScope = { kind: 'workload', namespace, selector };
      return draftOf(declaration, scope, namespace, portRules(declaration, resolved, mesh, findings));
    }
  }
}

function draftOf(declaration: PolicyDeclaration, scope: PolicyScope, namespace: string, ports = NO_PORTS): PolicyDraft {
  const { source, name, mode, reason, until } = declaration;
  return { origin: 'construct', source, scope, namespace, name, mode, ports, reason, until };
}

function isPlaced(declaration: PolicyDeclaration, resolved: ResolvedWorkload, mesh: MeshModel, findings: Findings): boolean {
  const { source } = declaration;
  const { namespace, workloads } = resolved;
  const emitted = namespaceOfObject(declaration.construct);
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
  return true;
}

function portRules(
  declaration: PolicyDeclaration, resolvedWorkload: ResolvedWorkload, mesh: MeshModel, findings: Findings,
): ReadonlyMap<number, PortRule> {
  const { source } = declaration;
  const { namespace, selector, workloads } = resolvedWorkload;
  if (declaration.ports.length === 0) return NO_PORTS;
  const rules = new Map<number, PortRule>();
  const pods = () => (workloads.length === 0 ? `the pods of ${namespace} labelled ${describeLabels(selector)}` : describeWorkloads(workloads));
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
      rules.set(resolved.number, policy._rule());
    }
  }
  return rules;
}

/** The `exceptPort`s of all constructs, a namespace's before the mesh's: what is nearer to the workload holds. */
export function spreadsOf(declarations: readonly PolicyDeclaration[], mesh: MeshModel, findings: Findings): SpreadPort[] {
  const spreading = declarations.filter(({ spreadPorts }) => spreadPorts.length > 0);
  const [ofMesh, ofNamespaces] = [spreading.filter(isOfMesh), spreading.filter((declaration) => !isOfMesh(declaration))];
  return [...ofNamespaces, ...ofMesh].flatMap((declaration) => {
    const { source, target } = declaration;
    const where = target.kind === 'namespace' ? `namespace ${target.namespace}` : 'the mesh';
    const among = workloadsOf(declaration, mesh);
    return declaration.spreadPorts.flatMap((policy) => {
      const reference = portReference(policy.port);
      if (reference === undefined) findings.error(source, noService(policy));
      return reference === undefined ? [] : [{ source, reference, rule: { ...policy._rule(), source }, among, where }];
    });
  });
}

function isOfMesh({ target }: PolicyDeclaration): boolean {
  return target.kind === 'mesh';
}

function workloadsOf({ target }: PolicyDeclaration, mesh: MeshModel): readonly WorkloadFacts[] {
  return target.kind === 'namespace' ? mesh.workloadsIn(target.namespace) : mesh.facts.workloads;
}

export function noService(policy: PortPolicy): string {
  const reference = policy.port._reference;
  const host = reference.by === 'service' ? reference.servicePort.host._describe() : '';
  return `WorkloadPort.behind: got a port of ${host}, which is no Service; allowed: a port of a Service; give the workload port's number`;
}
