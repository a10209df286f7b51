import { describeSome } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { ambientAnswer } from '../engine/ambient-policy';
import { whyNotCaptured } from '../engine/captured-port';
import { objectOf } from '../engine/reason';
import type { AuthorizationPolicyFacts } from '../model/authorization-policy-facts';
import { labelsKey } from '../model/labels';
import { MtlsMode } from '../model/mtls-mode';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

export const identityOnPlaintextPort: Check = {
  id: 'MTLS117',
  title: 'An AuthorizationPolicy asks for an identity on a port that takes plaintext',
  severity: 'error',
  why: 'Principals, namespaces and service accounts of a caller come from its certificate, and a plaintext caller has none. ALLOW refuses it, whoever it is; a DENY that names identities, or an ALLOW that names only identities to keep out, lets it through. On a DISABLE port nobody ever has an identity.',
  remedy: 'Make the port STRICT, so that every caller has an identity.',
  see: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
  *run(context: CheckContext) {
    const policies = context.mesh.snapshot.authorizationPolicies.filter(asksForIdentity);
    if (policies.length === 0) return;
    const hasCallers = hasPlaintextCallers(context);
    // Policies for the whole mesh, of which there may be many, are all about the same ports.
    const known = new Map<string, PlaintextPorts>();
    for (const policy of policies) {
      const key = keyOf(policy);
      const found = known.get(key) ?? plaintextPorts(context, policy);
      known.set(key, found);
      if (found.ports.size > 0) yield report(policy, found, hasCallers);
    }
  },
};

function asksForIdentity({ identityFields, targets, action }: AuthorizationPolicyFacts): boolean {
  return identityFields.length > 0 && targets.length === 0 && (action === 'ALLOW' || action === 'DENY');
}

interface PlaintextPorts {
  /** Such as `port 8080 of Deployment shop/api`. */
  readonly ports: ReadonlySet<string>;
  /** Whether no port that the policy is about ever gives an identity. */
  readonly isHopeless: boolean;
}

function report(policy: AuthorizationPolicyFacts, { ports, isHopeless }: PlaintextPorts, hasCallers: boolean): Report {
  const isOpen = policy.action === 'DENY' ? policy.identityFields.some(({ field }) => !isNegative(field)) : policy.identityFields.every(({ field }) => isNegative(field));
  const effect = policy.action === 'ALLOW' && !isOpen ? 'refuses every plaintext caller' : isOpen ? 'lets every plaintext caller through' : 'refuses plaintext callers as well';
  return {
    severity: isHopeless ? 'error' : isOpen && hasCallers ? 'warning' : 'info',
    object: objectOf('AuthorizationPolicy', policy),
    field: policy.identityFields[0].field,
    message: `${policy.action} by identity ${effect}: got ${isHopeless ? 'DISABLE' : 'a mode that takes plaintext'} at ${describeSome(ports, 2)}; allowed: STRICT, where every caller has an identity`,
    remedy: 'make the port STRICT, or write the rule without identities',
  };
}

/** All that decides about which ports a policy is. */
function keyOf(policy: AuthorizationPolicyFacts): string {
  return `${policy.namespace}\n${labelsKey(policy.selector)}\n${portsOf(policy)?.join(',') ?? 'all'}`;
}

function plaintextPorts(context: CheckContext, policy: AuthorizationPolicyFacts): PlaintextPorts {
  const numbers = portsOf(policy);
  const ports = new Set<string>();
  let isHopeless = true;
  for (const workload of governedBy(context, policy)) {
    for (const port of numbers ?? context.ports.of(workload).map(({ number }) => number)) {
      const mode = plaintextMode(context, workload, port);
      if (mode !== MtlsMode.DISABLE) isHopeless = false;
      if (mode !== undefined) ports.add(`port ${port} of ${workloadTitle(workload)}`);
    }
  }
  return { ports, isHopeless };
}

/** The mode of a port that takes plaintext where somebody enforces the policy; undefined for all others. */
function plaintextMode({ mesh }: CheckContext, workload: WorkloadFacts, port: number): MtlsMode.PERMISSIVE | MtlsMode.DISABLE | undefined {
  const plane = mesh.dataPlaneOf(workload);
  if (plane === 'ambient') return ambientAnswer(mesh.policies, workload, port).isStrict === false ? MtlsMode.PERMISSIVE : undefined;
  if (plane !== 'sidecar' || whyNotCaptured(workload, port) !== undefined) return undefined;
  const { mode } = mesh.portMode(workload, port);
  return mode === MtlsMode.STRICT ? undefined : mode;
}

function* governedBy({ mesh, reach }: CheckContext, { namespace, selector }: AuthorizationPolicyFacts): Generator<WorkloadFacts, undefined> {
  if (namespace !== mesh.settings.rootNamespace) {
    yield* reach.selectedBy(namespace, selector);
    return undefined;
  }
  for (const place of new Set(mesh.snapshot.workloads.map((workload) => workload.namespace))) yield* reach.selectedBy(place, selector);
  return undefined;
}

/** Undefined: all of them. */
function portsOf({ identityFields }: AuthorizationPolicyFacts): readonly number[] | undefined {
  return identityFields.some(({ ports }) => ports.length === 0) ? undefined : [...new Set(identityFields.flatMap(({ ports }) => ports))];
}

/** `notPrincipals` and the like: a caller without an identity is none of those, either. */
function isNegative(field: string): boolean {
  return /\.not[A-Z]\w*$/.test(field);
}

function hasPlaintextCallers(context: CheckContext): boolean {
  return context.mesh.snapshot.workloads.some((workload) => !context.isInfrastructure(workload.namespace) && context.mesh.dataPlaneOf(workload) === 'none');
}
