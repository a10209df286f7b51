import type { GeneratedMesh, KubernetesObject } from './generated-mesh';
import { DECLINED, OracleConnection, Owner } from './oracle-connection';
import { connectionsOf } from '../../src/engine/connections';
import { MeshIndex } from '../../src/engine/mesh-index';
import type { RuleName } from '../../src/engine/rules';
import type { Manifest } from '../../src/manifests/manifest';
import { readMeshSnapshot } from '../../src/manifests/mesh-snapshot';
import { readResolverSettings } from '../../src/manifests/read-resolver-settings';
import type { WorkloadFacts } from '../../src/model/workload-facts';

/** What no manifest decides: there the oracle's answer is one of several that a cluster may give. */
const UNDECIDABLE: ReadonlySet<RuleName> = new Set<RuleName>(['same-node', 'equally-old-policies', 'captured-by-address', 'proxyless', 'waypoint']);

/** How often each rule decided, since the process started: rule id -> connections. */
export const ruleCounts = new Map<string, number>();

/** What our resolver says of the mesh; counted where nothing else is asked for. */
export function verdictsOf(mesh: GeneratedMesh, counts: Map<string, number> = ruleCounts): OracleConnection[] {
  const manifests = [meshConfigMap(mesh), ...mesh.objects].map((object): Manifest => ({ source: mesh.id, object: { ...object } }));
  const settings = readResolverSettings(manifests, { ambient: mesh.ambient });
  const verdicts: OracleConnection[] = [];
  for (const connection of connectionsOf(new MeshIndex(readMeshSnapshot(manifests, settings), settings))) {
    const { client, clientDataPlane, host, port, subset, endpoint, serverDataPlane, sends, serverMode, outcome, reasons } = connection;
    // A rule that comes up twice in one chain decided one connection.
    for (const rule of new Set(reasons.map((reason) => reason.rule))) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    verdicts.push({
      client: ownerOf(client),
      clientDataPlane,
      host: host.host,
      servicePort: port.number,
      subset,
      server: endpoint.workload ? ownerOf(endpoint.workload) : null,
      serverDataPlane,
      workloadPort: endpoint.port,
      sends: sends ?? 'undecided',
      serverMode,
      outcome: outcome === 'depends' && reasons.some((reason) => UNDECIDABLE.has(reason.rule)) ? DECLINED : outcome,
    });
  }
  return verdicts;
}

/** Mesh config, where manifests hold it. */
function meshConfigMap({ meshConfig }: GeneratedMesh): KubernetesObject & { readonly data: object } {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: JSON.stringify(meshConfig) } };
}

function ownerOf({ namespace, name, kind }: WorkloadFacts): Owner {
  return { namespace, name, kind };
}
