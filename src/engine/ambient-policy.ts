import { objectOf, Reason } from './reason';
import type { ServerPolicies } from './server-policies';
import { MtlsMode } from '../model/mtls-mode';
import { byAge } from '../model/object-facts';
import type { PeerAuthenticationFacts } from '../model/peer-authentication-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** Whether ztunnel refuses connections without an identity; undefined where that hangs on an order that nobody fixes. */
export interface AmbientAnswer {
  readonly isStrict: boolean | undefined;
  readonly reasons: readonly Reason[];
}

type Policy = PeerAuthenticationFacts | undefined;

/** The policies of which istiod makes what ztunnel enforces. */
interface Chosen {
  readonly mesh: Policy;
  readonly namespace: Policy;
  readonly workload: Policy;
  /** Those that the policy of single ports is merged with: only policies without any selector count there. */
  readonly plainMesh: Policy;
  readonly plainNamespace: Policy;
}

/**
 * What ztunnel does at a port of a workload. Not what a sidecar does with the same policies: DISABLE is PERMISSIVE, some
 * exceptions are passed over, and two combinations let everybody in.
 * Mirrors istio pilot/pkg/serviceregistry/ambient/authorization.go and ztunnel src/state.rs.
 */
export function ambientAnswer(policies: ServerPolicies, workload: WorkloadFacts, port: number): AmbientAnswer {
  const choices = choicesOf(policies, workload);
  const answers = choices.map((chosen) => answerOf(chosen, port));
  const [first] = answers;
  const unseen = policies.meshPolicies().filter((policy) => !isFound(policy, policies, workload)).map(whyUnseen);
  const isDecided = answers.every(({ isStrict: strict }) => strict === first.isStrict);
  if (isDecided) return unseen.length === 0 ? first : { ...first, reasons: [...unseen, ...first.reasons] };
  const object = choices[0].workload ?? choices[0].namespace ?? choices[0].mesh;
  const text = 'several policies of one scope are equally old: which of them ztunnel follows is left to chance';
  return { isStrict: undefined, reasons: [{ rule: 'equally-old-policies', text, object: object && objectOf('PeerAuthentication', object) }] };
}

function answerOf(chosen: Chosen, port: number): AmbientAnswer {
  const { mesh, namespace, workload } = chosen;
  const decider = [workload, namespace].find((policy) => !isUnset(policy)) ?? mesh;
  const strict = isStrict(decider);
  const whole = answer(strict, decider, strict ? 'ambient-strict' : 'ambient-not-strict');
  return workload === undefined || workload.ports.size === 0 ? whole : withPorts(chosen, workload, strict, port, whole);
}

function withPorts(chosen: Chosen, workload: PeerAuthenticationFacts, strict: boolean, port: number, whole: AmbientAnswer): AmbientAnswer {
  const modes = [...workload.ports.values()];
  // Where the ports make no difference in istiod's eyes, the workload's own mode is all there is.
  const exempts = isUnset(workload) ? [MtlsMode.PERMISSIVE] : [MtlsMode.PERMISSIVE, MtlsMode.DISABLE];
  const wantsPorts = strict ? modes.some((mode) => exempts.includes(mode)) : modes.includes(MtlsMode.STRICT);
  if (!wantsPorts) return strict && modes.includes(MtlsMode.DISABLE) ? disableIgnored(workload, port, whole) : whole;
  return strict ? exceptionsOf(chosen, workload, port) : strictPortsOf(chosen, workload, port);
}

/** What istiod makes of single ports takes the place of the whole workload's policy: here those that are STRICT alone. */
function strictPortsOf({ plainMesh, plainNamespace }: Chosen, workload: PeerAuthenticationFacts, port: number): AmbientAnswer {
  if (workload.ports.get(port) !== MtlsMode.STRICT) return ofPort(workload, port, false, `port ${port} is not STRICT`);
  const isSkipped = (isUnset(workload) && isStrict(plainNamespace)) || (isUnset(plainNamespace) && isStrict(plainMesh));
  return isSkipped ? failsOpen(workload, port, `port ${port} is STRICT, but istiod takes it for covered by the mesh's STRICT, which the workload's own mode has lifted: plaintext is let in`)
    : ofPort(workload, port, true, `port ${port} is STRICT`);
}

/** And here those that are exempt from STRICT. */
function exceptionsOf({ plainMesh, plainNamespace, mesh }: Chosen, workload: PeerAuthenticationFacts, port: number): AmbientAnswer {
  const emitsNothing = isUnset(workload) && !isStrict(plainNamespace ?? plainMesh);
  if (emitsNothing) {
    const whose = (plainNamespace ?? mesh)?.name ?? 'the namespace';
    return failsOpen(workload, port, `istiod makes no policy of the port exceptions, as ${whose} is not itself STRICT, and has dropped the workload's STRICT for it: plaintext is let in at every port`);
  }
  const mode = workload.ports.get(port);
  return mode === MtlsMode.PERMISSIVE || mode === MtlsMode.DISABLE ? ofPort(workload, port, false, `port ${port} is ${mode}: ztunnel lets plaintext in`)
    : ofPort(workload, port, true, `port ${port} is no exception: ztunnel refuses plaintext`);
}

function ofPort(workload: PeerAuthenticationFacts, port: number, isStrictThere: boolean, text: string): AmbientAnswer {
  return { isStrict: isStrictThere, reasons: [{ rule: 'ambient-port-policy', text, object: objectOf('PeerAuthentication', workload), field: portField(workload, port) }] };
}

function failsOpen(workload: PeerAuthenticationFacts, port: number, text: string): AmbientAnswer {
  return { isStrict: false, reasons: [{ rule: 'ambient-fails-open', text, object: objectOf('PeerAuthentication', workload), field: portField(workload, port) }] };
}

/** A port without a mode of its own has that of all those which are no exceptions. */
function portField({ ports }: PeerAuthenticationFacts, port: number): string {
  return ports.has(port) ? `spec.portLevelMtls["${port}"].mode` : 'spec.portLevelMtls';
}

function disableIgnored(workload: PeerAuthenticationFacts, port: number, whole: AmbientAnswer): AmbientAnswer {
  if (workload.ports.get(port) !== MtlsMode.DISABLE) return whole;
  const text = `port ${port} is DISABLE, which ambient mode passes over where STRICT is inherited`;
  return { isStrict: whole.isStrict, reasons: [...whole.reasons, { rule: 'ambient-disable-ignored', text, object: objectOf('PeerAuthentication', workload), field: `spec.portLevelMtls["${port}"].mode` }] };
}

function answer(strict: boolean, decider: Policy, rule: 'ambient-strict' | 'ambient-not-strict'): AmbientAnswer {
  if (decider === undefined) return { isStrict: false, reasons: [{ rule: 'default-mode', text: 'no policy says STRICT: ztunnel takes plaintext too' }] };
  const text = strict ? 'says STRICT: ztunnel refuses connections without an identity' : `says ${decider.mode}: ztunnel takes plaintext too`;
  return { isStrict: strict, reasons: [{ rule, text, object: objectOf('PeerAuthentication', decider), field: 'spec.mtls.mode' }] };
}

function isStrict(policy: Policy): boolean {
  return policy?.mode === MtlsMode.STRICT;
}

function isUnset(policy: Policy): boolean {
  return policy === undefined || policy.mode === MtlsMode.UNSET;
}

/** Every set of policies that istiod may end up with: more than one where policies of a scope are equally old. */
function choicesOf(policies: ServerPolicies, workload: WorkloadFacts): Chosen[] {
  const meshes = oldest(policies.meshPolicies().filter((policy) => isFound(policy, policies, workload)));
  const plainMeshes = oldest(policies.meshPolicies().filter((policy) => !policy.hasSelector));
  const ofNamespace = policies.namespacePolicies(workload.namespace);
  const namespaces = oldest(ofNamespace);
  const plainNamespaces = oldest(ofNamespace.filter((policy) => !policy.hasSelector));
  const workloads = oldest(policies.selecting(workload));
  return meshes.flatMap((mesh) => plainMeshes.flatMap((plainMesh) => namespaces.flatMap((namespace) => plainNamespaces.flatMap(
    (plainNamespace) => workloads.map((own) => ({ mesh, namespace, workload: own, plainMesh, plainNamespace }))))));
}

/** For workloads outside of the root namespace, istiod finds only mesh policies without any selector, not those with an empty one. */
function isFound(policy: PeerAuthenticationFacts, policies: ServerPolicies, workload: WorkloadFacts): boolean {
  return !policy.hasSelector || workload.namespace === policies.rootNamespace;
}

function whyUnseen(policy: PeerAuthenticationFacts): Reason {
  return { rule: 'ambient-empty-selector', text: 'is not seen by ambient mode: its selector is empty, but there', object: objectOf('PeerAuthentication', policy), field: 'spec.selector' };
}

function oldest(policies: readonly PeerAuthenticationFacts[]): Policy[] {
  if (policies.length === 0) return [undefined];
  const [first] = policies;
  return policies.filter((policy) => byAge({ ...policy, name: '', namespace: '' }, { ...first, name: '', namespace: '' }) === 0);
}
