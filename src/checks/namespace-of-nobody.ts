import type { Report } from './check';
import type { CheckContext } from './check-context';
import { isSlipOf } from './is-slip-of';
import { objectOf } from '../engine/reason';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';

/** Every cluster has it, and manifests mostly leave it out. */
const DEFAULT = 'default';

/** Policies for a whole namespace of which the manifests hold nothing: it may be spelt wrong, or be elsewhere. */
export function* policiesOfNoNamespace(context: CheckContext): Generator<Report, undefined> {
  const { peerAuthentications } = context.mesh.snapshot;
  const there = namespacesThere(context);
  // Policies alone say nothing of which namespaces there are.
  if (there.size === 0) return undefined;
  for (const policy of peerAuthentications) {
    if (scopeOf(policy, context.mesh.settings.rootNamespace)?.kind === 'namespace' && !there.has(policy.namespace) && !isGiven(context, policy.namespace)) {
      yield report(policy, [...there].filter((name) => isSlipOf(policy.namespace, name)).sort()[0]);
    }
  }
  return undefined;
}

function namespacesThere({ mesh }: CheckContext): ReadonlySet<string> {
  const { namespaces, workloads, workloadEntries, services, serviceEntries } = mesh.snapshot;
  const there = new Set(namespaces.map(({ name }) => name));
  for (const { namespace } of [...workloads, ...workloadEntries, ...services, ...serviceEntries]) there.add(namespace);
  return there;
}

/** Whether a namespace is there though the manifests hold nothing of it. */
function isGiven(context: CheckContext, namespace: string): boolean {
  return namespace === DEFAULT || context.isKnown(namespace) || context.isInfrastructure(namespace);
}

function report(policy: PeerAuthenticationFacts, meant: string | undefined): Report {
  const { namespace } = policy;
  return {
    severity: meant === undefined ? 'info' : 'warning',
    object: objectOf('PeerAuthentication', policy),
    field: 'metadata.namespace',
    message: `the policy is for a namespace of which nothing is among the manifests: got ${namespace}; allowed: ${meant === undefined ? 'a namespace that has workloads' : `${meant}, if that is what is meant`}`,
    remedy: meant === undefined ? 'check the name of the namespace, or delete the policy' : `write ${meant}, or give the manifests of ${namespace} too`,
  };
}
