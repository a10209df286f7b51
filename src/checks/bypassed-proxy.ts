import { connectionsOf, describeClients, describeTargets, namespacesOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { ClientLoss, ClientLosses } from './client-losses';
import { objectOf, ReasonObject, resourceOf } from '../engine/reason';
import { addToGroup, groupBy } from '../model/group-by';
import { podAnnotationField } from '../model/pod-field';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

export const bypassedProxy: Check = {
  id: 'MTLS212',
  title: 'A client\'s proxy is passed by, or does not know the host',
  severity: 'error',
  why: 'What excludeOutboundPorts and its like take out of the proxy\'s hands leaves the pod as the application sends it. A host that a Sidecar resource leaves out, or that exportTo hides, is unknown to the proxy, which passes plaintext on or, under REGISTRY_ONLY, refuses. A STRICT port refuses plaintext.',
  remedy: 'Take the port or range out of the annotation; add the host to the Sidecar\'s egress, or the client\'s namespace to the Service\'s exportTo.',
  see: 'https://istio.io/latest/docs/reference/config/networking/sidecar/',
  *run(context: CheckContext) {
    yield* ofExclusions(context, context.clientBreaks('outbound-excluded').filter(isDecided));
    yield* ofUnknownHosts(context, context.clientBreaks('host-not-visible', 'registry-only').filter(isDecided).filter(isOfUnknownHost));
  },
};

function isDecided({ outcome }: Break): boolean {
  return outcome !== 'depends';
}

/** Clients whose own annotations keep connections from their proxy: one finding for each. */
function* ofExclusions(context: CheckContext, breaks: readonly Break[]): Generator<Report, undefined> {
  if (breaks.length === 0) return undefined;
  const declared = new Map<WorkloadFacts, Break[]>();
  for (const found of breaks) for (const client of found.declared) addToGroup(declared, client, found);
  const losses = new ClientLosses(context, breaks);
  for (const client of context.mesh.snapshot.workloads) {
    const kind = captureOf(client);
    if (kind === undefined) continue;
    const own = declared.get(client);
    const lost = own === undefined ? losses.of(client, kind) : new ClientLosses(context, own).of(client, kind);
    if (lost !== undefined && (own !== undefined || !context.isInfrastructure(client.namespace))) yield ofExclusion(client, lost, own !== undefined);
  }
  return undefined;
}

/** All that a client says of what its proxy captures; undefined: nothing. */
function captureOf({ podAnnotations }: WorkloadFacts): string | undefined {
  let found: string | undefined;
  for (const name in podAnnotations) {
    if (name.startsWith('traffic.sidecar.istio.io/') || name === 'sidecar.istio.io/interceptionMode') found = `${found ?? ''}${name}=${podAnnotations[name]}\n`;
  }
  return found;
}

function ofExclusion(client: WorkloadFacts, { connections, targets, namespaces, example }: ClientLoss, isDeclared: boolean): Report {
  // All clients of a group have the same annotations.
  const annotation = example.cause.field?.replace(/^.*\["?(.*?)"?\]$/, '$1') ?? '';
  return {
    severity: isDeclared ? 'error' : 'warning',
    object: objectOf(client.kind, client),
    field: podAnnotationField(client, annotation),
    message: `${workloadTitle(client)} sends plaintext past its proxy, which STRICT ports refuse: got ${annotation.split('/').at(-1)} "${client.podAnnotations[annotation] ?? ''}" for ${targets}; allowed: connections that the proxy sees`,
    remedy: `take the port or range out of the annotation${isDeclared ? ', or keep the ports PERMISSIVE' : ''}`,
    connections,
    blocks: namespaces,
  };
}

/**
 * Who leaves a host out of a Sidecar resource does not call it, as far as anybody knows, so that only what is declared
 * breaks. That plaintext is what would leave the pod is worth knowing.
 */
function isOfUnknownHost({ cause: { rule }, declared, decision }: Break): boolean {
  return declared.length > 0 || (rule === 'host-not-visible' && decision.clientDataPlane === 'sidecar');
}

function* ofUnknownHosts(context: CheckContext, breaks: readonly Break[]): Generator<Report, undefined> {
  const places = new Map<Break, Place>(breaks.map((found) => [found, placeOf(context, found)]));
  const groups = groupBy(breaks, (found) => `${resourceOf(places.get(found)!.object)} ${found.declared.length > 0}`);
  for (const found of groups.values()) {
    const { object, field } = places.get(found[0])!;
    const isDeclared = found[0].declared.length > 0;
    // What exportTo hides is meant for others.
    if (!isDeclared && object.kind !== 'Sidecar') continue;
    const isBlocked = found[0].cause.rule === 'registry-only';
    yield {
      severity: isDeclared ? 'error' : 'info',
      object,
      field,
      message: isDeclared ? `${describeClients(found)} ${isBlocked ? 'cannot reach' : 'sends plaintext to'} ${describeTargets(found)}${isBlocked ? '' : ', which is STRICT'}: got a host that its proxy does not know; allowed: hosts that ${object.kind === 'Sidecar' ? 'egress names' : 'are exported to the client'}`
        : `clients would send plaintext, which STRICT ports refuse, to hosts that egress leaves out: got ${describeTargets(found)}; allowed: hosts that egress names`,
      remedy: object.kind === 'Sidecar' ? 'add the hosts to egress if its workloads call them' : 'add the client\'s namespace to exportTo',
      connections: connectionsOf(found),
      blocks: isDeclared ? namespacesOf(found) : undefined,
    };
  }
  return undefined;
}

interface Place {
  readonly object: ReasonObject;
  readonly field: string;
}

/** What keeps the host from the client: its own exportTo, else the Sidecar that the client follows. */
function placeOf({ mesh }: CheckContext, { group: { example }, host, port }: Break): Place {
  const sidecar = mesh.scopes.of(example);
  const isExported = mesh.scopes.knows(undefined, example.namespace, host, port.number);
  if (isExported && sidecar !== undefined) return { object: objectOf('Sidecar', sidecar), field: 'spec.egress' };
  return { object: objectOf(host.kind, host.object), field: host.kind === 'Service' ? 'metadata.annotations["networking.istio.io/exportTo"]' : 'spec.exportTo' };
}
