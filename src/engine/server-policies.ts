import { objectOf, Reason } from './reason';
import type { RuleName } from './rules';
import { SelectorIndex } from './selector-index';
import { addToGroup } from '../model/group-by';
import { selects } from '../model/labels';
import { DEFAULT_MODE, EffectiveMode, inherit } from '../model/mode-strength';
import { MtlsMode } from '../model/mtls-mode';
import { byAge } from '../model/object-facts';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** What a port accepts, and why. */
export interface ServerMode {
  readonly mode: EffectiveMode;
  readonly reasons: readonly Reason[];
}

type Policies = readonly PeerAuthenticationFacts[];
const NONE: Policies = [];

/** The PeerAuthentications of a mesh, oldest first, by the workloads that they are for. */
export class ServerPolicies {
  /** Policies of the mesh and of each namespace; of several only the first counts. */
  private readonly ofMesh: PeerAuthenticationFacts[] = [];
  private readonly ofNamespace = new Map<string, PeerAuthenticationFacts[]>();
  private readonly ofWorkloads = new SelectorIndex<PeerAuthenticationFacts>();
  /** Policies of the root namespace with a selector: Istio passes over them, for pods of the root namespace too. */
  private readonly ignored: PeerAuthenticationFacts[] = [];
  private readonly selected = new Map<object, Policies>();
  private readonly modes = new Map<string, ServerMode>();

  public constructor(policies: Policies, public readonly rootNamespace: string) {
    for (const policy of [...policies].sort(byAge)) {
      const scope = scopeOf(policy, rootNamespace);
      switch (scope?.kind) {
        case 'mesh': this.ofMesh.push(policy); break;
        case 'namespace': addToGroup(this.ofNamespace, scope.namespace, policy); break;
        case 'workload': this.ofWorkloads.add(scope.namespace, scope.selector, policy); break;
        case undefined: this.ignored.push(policy);
      }
    }
  }

  public meshPolicies(): Policies {
    return this.ofMesh;
  }

  public namespacePolicies(namespace: string): Policies {
    return this.ofNamespace.get(namespace) ?? NONE;
  }

  /** The workload policies that select a workload, oldest first. */
  public selecting(workload: Pick<WorkloadFacts, 'namespace' | 'podLabels'>): Policies {
    let policies = this.selected.get(workload);
    if (policies === undefined) {
      policies = this.ofWorkloads.selecting(workload.namespace, workload.podLabels).sort(byAge);
      this.selected.set(workload, policies);
    }
    return policies;
  }

  /** What the namespace's ports accept where no workload policy says otherwise. */
  public namespaceMode(namespace: string): ServerMode {
    let mode = this.modes.get(namespace);
    if (mode === undefined) {
      mode = this.composeNamespace(namespace);
      this.modes.set(namespace, mode);
    }
    return mode;
  }

  /** What a port of a workload accepts from a sidecar's point of view. */
  public portMode(workload: Pick<WorkloadFacts, 'namespace' | 'podLabels'>, port: number): ServerMode {
    const parent = this.namespaceMode(workload.namespace);
    const policies = this.selecting(workload);
    const ignored = this.ignored.filter((policy) => selects(policy.selector, workload.podLabels));
    if (policies.length === 0 && ignored.length === 0) return parent;
    const reasons = [...ignored.map(whyIgnored), ...parent.reasons];
    if (policies.length === 0) return { ...parent, reasons };
    const mode = this.apply('workload-policy', policies, parent.mode, reasons);
    const [policy] = policies;
    const own = policy.ports.get(port);
    if (own === undefined) return { mode, reasons };
    const portMode = inherit(own, mode);
    reasons.push({
      rule: own === MtlsMode.UNSET ? 'unset-inherits' : 'port-policy',
      text: own === MtlsMode.UNSET ? `port ${port} is UNSET and inherits ${portMode}` : `port ${port} is ${portMode}`,
      object: objectOf('PeerAuthentication', policy),
      field: `spec.portLevelMtls["${port}"].mode`,
    });
    return { mode: portMode, reasons };
  }

  private composeNamespace(namespace: string): ServerMode {
    const reasons: Reason[] = [];
    let mode: EffectiveMode = DEFAULT_MODE;
    mode = this.apply('mesh-policy', this.ofMesh, mode, reasons);
    mode = this.apply('namespace-policy', this.namespacePolicies(namespace), mode, reasons);
    if (reasons.length === 0) reasons.push({ rule: 'default-mode', text: `no policy says otherwise: ${DEFAULT_MODE}` });
    return { mode, reasons };
  }

  private apply(rule: RuleName, policies: Policies, parent: EffectiveMode, reasons: Reason[]): EffectiveMode {
    if (policies.length === 0) return parent;
    const [policy, ...others] = policies;
    const object = objectOf('PeerAuthentication', policy);
    const field = 'spec.mtls.mode';
    for (const other of others) reasons.push(whyFirst(policy, other));
    const mode = inherit(policy.mode, parent);
    if (policy.mode === MtlsMode.UNSET) reasons.push({ rule: 'unset-inherits', text: `says UNSET and inherits ${mode}`, object, field });
    else reasons.push({ rule, text: `says ${mode}`, object, field });
    return mode;
  }
}

function whyIgnored(policy: PeerAuthenticationFacts): Reason {
  const text = 'is ignored: policies of the root namespace select nobody, so one with a selector does nothing';
  return { rule: 'selector-in-root-ignored', text, object: objectOf('PeerAuthentication', policy), field: 'spec.selector' };
}

function whyFirst(policy: PeerAuthenticationFacts, other: PeerAuthenticationFacts): Reason {
  const isOlder = byAge({ ...policy, name: '', namespace: '' }, { ...other, name: '', namespace: '' }) !== 0;
  return isOlder
    ? { rule: 'oldest-policy-wins', text: `is ignored: ${policy.name} is older`, object: objectOf('PeerAuthentication', other) }
    : { rule: 'name-breaks-tie', text: `is ignored: ${policy.name} is as old, and first by name`, object: objectOf('PeerAuthentication', other) };
}
