import type { MeshHost } from './mesh-host';
import { groupBy } from '../model/group-by';
import { selects } from '../model/labels';
import type { ResolverSettings } from '../model/mesh-settings';
import { byAge } from '../model/object-facts';
import type { SidecarEgress, SidecarFacts } from '../model/sidecar-facts';
import type { WorkloadFacts } from '../model/workload-facts';

type Client = Pick<WorkloadFacts, 'namespace' | 'podLabels'>;

/** Which hosts the proxies of a mesh know. */
export class SidecarScopes {
  private readonly byNamespace: Map<string, SidecarFacts[]>;
  private readonly ofMesh?: SidecarFacts;

  public constructor(sidecars: readonly SidecarFacts[], private readonly settings: ResolverSettings) {
    // Those for certain workloads come before those for the whole namespace; Istio takes the first.
    const sorted = [...sidecars].sort((a, b) => Number(a.workloadSelector === undefined) - Number(b.workloadSelector === undefined) || byAge(a, b));
    this.byNamespace = groupBy(sorted, (sidecar) => sidecar.namespace);
    this.ofMesh = this.byNamespace.get(settings.rootNamespace)?.find((sidecar) => sidecar.workloadSelector === undefined);
  }

  /** The Sidecar that a workload's proxy follows. */
  public of(client: Client): SidecarFacts | undefined {
    const ofNamespace = this.byNamespace.get(client.namespace) ?? [];
    return ofNamespace.find(({ workloadSelector }) => workloadSelector === undefined || selects(workloadSelector, client.podLabels)) ?? this.ofMesh;
  }

  /** Whether a proxy of the namespace that follows this Sidecar knows the host's port. */
  public knows(sidecar: SidecarFacts | undefined, namespace: string, host: MeshHost, port: number): boolean {
    if (!isVisible(host, namespace, this.settings.defaultServiceExportTo)) return false;
    if (sidecar?.egress === undefined || sidecar.egress.length === 0) return true;
    return sidecar.egress.some((listener) => (listener.port === undefined || listener.port === port) && imports(listener, namespace, host));
  }
}

function isVisible(host: MeshHost, namespace: string, defaults: readonly string[]): boolean {
  const exportTo = host.exportTo.length === 0 ? defaults : host.exportTo;
  return exportTo.some((place) => place === '*' || place === namespace || (place === '.' && host.namespace === namespace));
}

/** Mirrors istio pilot/pkg/model/sidecar.go convertIstioListenerToWrapper: `~` before a namespace takes hosts out again. */
function imports({ hosts }: SidecarEgress, namespace: string, host: MeshHost): boolean {
  let isImported = false;
  for (const text of hosts) {
    const [place, name] = text.split('/');
    if (name === undefined) continue;
    const isExcluding = place.startsWith('~');
    const written = isExcluding ? place.slice(1) || '*' : place;
    const ofNamespace = written === '.' ? namespace : written;
    if ((ofNamespace !== '*' && ofNamespace !== host.namespace) || !isWithin(host.host, name)) continue;
    if (isExcluding) return false;
    isImported = true;
  }
  return isImported;
}

/** Whether a host is the pattern, or one of those that it stands for. */
function isWithin(host: string, pattern: string): boolean {
  return pattern.startsWith('*') ? host.replace(/^\*/, '').endsWith(pattern.slice(1)) : host === pattern;
}
