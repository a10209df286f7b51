import { describeWorkloads } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { policiesOfNoNamespace } from './namespace-of-nobody';
import { objectOf } from '../engine/reason';
import { describeLabels } from '../model/labels';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** Labels that pods get only when they are made, so that no pod template tells whether they match. */
const OF_RUNNING_PODS = /^((security|networking|service|topology)\.istio\.io\/|controller-revision-hash$|pod-template-hash$|job-name$|controller-uid$|(batch|statefulset|apps|topology)\.kubernetes\.io\/)/;

export const selectorSelectsNothing: Check = {
  id: 'MTLS105',
  title: 'A policy selects no workload that follows it',
  severity: 'warning',
  why: 'A selector is compared with the labels of the pods in the policy\'s own namespace, all of it, and not with those of the Deployment. A policy that selects no pod, or only gateways and pods without a proxy, changes nothing: what it should protect takes what the namespace takes. Nor does one for a namespace that is spelt wrong.',
  remedy: 'Write the labels as they stand in the pod template (spec.template.metadata.labels), and the namespace as it is called, or delete the policy.',
  see: 'https://istio.io/latest/docs/reference/config/type/workload-selector/',
  *run(context: CheckContext) {
    const { snapshot, settings } = context.mesh;
    for (const policy of snapshot.peerAuthentications) {
      if (scopeOf(policy, settings.rootNamespace)?.kind !== 'workload') continue;
      const selected = context.reach.selectedBy(policy.namespace, policy.selector);
      if (selected.length === 0 && !Object.keys(policy.selector).some((key) => OF_RUNNING_PODS.test(key))) yield ofNothing(context, policy);
      else if (selected.length > 0 && selected.every((workload) => followsNone(context, workload))) yield ofNoFollower(context, policy, selected);
    }
    yield* policiesOfNoNamespace(context);
  },
};

function ofNothing(context: CheckContext, policy: PeerAuthenticationFacts): Report {
  const near = nearest(context, policy);
  const known = near ?? (context.isKnown(policy.namespace) ? 'no pod of the namespace has them' : `no workload of namespace ${policy.namespace} is among the manifests`);
  return {
    severity: context.ofAbsence(policy.namespace),
    object: objectOf('PeerAuthentication', policy),
    field: 'spec.selector.matchLabels',
    message: `the policy selects nothing: got ${describeLabels(policy.selector)}, and ${known}; allowed: labels of pods in namespace ${policy.namespace}`,
    remedy: 'write the labels as they stand in the pod template, or delete the policy',
  };
}

/** A gateway takes what the servers of its Gateway say, and asks no policy. */
function followsNone({ mesh }: CheckContext, workload: WorkloadFacts): boolean {
  const plane = mesh.dataPlaneOf(workload);
  return plane === 'none' || plane === 'gateway';
}

function ofNoFollower({ mesh }: CheckContext, policy: PeerAuthenticationFacts, selected: readonly WorkloadFacts[]): Report {
  const isGateway = selected.every((workload) => mesh.dataPlaneOf(workload) === 'gateway');
  const got = isGateway ? `a selector for ${describeWorkloads(selected)}, a gateway, which takes what its Gateway's servers say` : `a selector for ${describeWorkloads(selected)} without a proxy`;
  return {
    severity: 'warning',
    object: objectOf('PeerAuthentication', policy),
    field: 'spec.selector.matchLabels',
    message: `nobody follows the policy: got ${got}; allowed: workloads with a sidecar or in ambient mode`,
    remedy: isGateway ? 'set tls in the Gateway\'s servers, and delete the policy' : 'give the workload a proxy, or delete the policy',
  };
}

/** A workload that one of the labels does select, which is what somebody may have meant. */
function nearest({ reach }: CheckContext, { namespace, selector }: PeerAuthenticationFacts): string | undefined {
  for (const [key, value] of Object.entries(selector)) {
    const workloads = reach.selectedBy(namespace, { [key]: value });
    if (workloads.length === 0) continue;
    const workload = workloads.reduce((first, other) => (workloadTitle(other) < workloadTitle(first) ? other : first));
    const others = Object.keys(selector).filter((label) => workload.podLabels[label] !== selector[label]).sort();
    return `pods of ${workloadTitle(workload)} have ${others.map((label) => describeLabel(label, workload.podLabels[label])).join(' and ')}`;
  }
  return undefined;
}

function describeLabel(key: string, value: string | undefined): string {
  return value === undefined ? `no label ${key}` : `${key}=${value}`;
}
