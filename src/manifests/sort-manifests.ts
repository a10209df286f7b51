import type { Manifest } from './manifest';
import { isWorkloadKind, podTemplateOf } from './pod-template';
import { addToGroup } from '../model/group-by';

/** Kinds that are read besides workloads, and the API groups in which they are what we mean. Kubernetes's core has no name. */
const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ['APIService', ['apiregistration.k8s.io']],
  ['AuthorizationPolicy', ['security.istio.io']],
  ['CustomResourceDefinition', ['apiextensions.k8s.io']],
  ['DestinationRule', ['networking.istio.io']],
  ['GRPCRoute', ['gateway.networking.k8s.io']],
  ['Gateway', ['gateway.networking.k8s.io']],
  ['HTTPRoute', ['gateway.networking.k8s.io']],
  ['Ingress', ['networking.k8s.io', 'extensions']],
  ['MutatingWebhookConfiguration', ['admissionregistration.k8s.io']],
  ['Namespace', ['']],
  ['PeerAuthentication', ['security.istio.io']],
  ['PodMonitor', ['monitoring.coreos.com']],
  ['Service', ['']],
  ['ServiceEntry', ['networking.istio.io']],
  ['ServiceMonitor', ['monitoring.coreos.com']],
  ['Sidecar', ['networking.istio.io']],
  ['TCPRoute', ['gateway.networking.k8s.io']],
  ['TLSRoute', ['gateway.networking.k8s.io']],
  ['ValidatingWebhookConfiguration', ['admissionregistration.k8s.io']],
  ['WorkloadEntry', ['networking.istio.io']],
]);

const NONE: readonly Manifest[] = [];

/** Whether objects of the kind may matter to mutual TLS, though they hold no pods. */
export function isReadKind(kind: string): boolean {
  return GROUPS.has(kind);
}

/** The manifests that matter to mutual TLS. */
export interface SortedManifests {
  /** Everything that holds pods, owners and owned alike. */
  readonly workloads: readonly Manifest[];
  /** The others of a kind, of whatever version of its API group. */
  of(kind: string): readonly Manifest[];
}

/** Sorts manifests by kind, in one pass: a cluster has many. */
export function sortManifests(manifests: readonly Manifest[]): SortedManifests {
  const workloads: Manifest[] = [];
  const others = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const { kind, apiVersion } = manifest.object;
    if (typeof kind !== 'string') continue;
    if (isWorkloadKind(kind)) {
      workloads.push(manifest);
    } else if (GROUPS.get(kind)?.some((group) => isOfGroup(apiVersion, group))) {
      addToGroup(others, kind, manifest);
    } else if (podTemplateOf(kind, manifest.object) !== undefined) {
      workloads.push(manifest);
    }
  }
  return { workloads, of: (kind) => others.get(kind) ?? NONE };
}

function isOfGroup(apiVersion: unknown, group: string): boolean {
  const text = typeof apiVersion === 'string' ? apiVersion : '';
  return group === '' ? !text.includes('/') : text.startsWith(group) && text[group.length] === '/';
}
