import { isInfrastructure } from '../../engine/infrastructure';
import type { MeshIndex } from '../../engine/mesh-index';

/** The namespaces that have something to protect: servers in the mesh, or Services of pods that would be. The cluster's own and Istio's are none of them. */
export function meshNamespaces(mesh: MeshIndex): ReadonlySet<string> {
  const found = new Set<string>();
  for (const workload of mesh.snapshot.workloads) {
    if (workload.ports.length > 0 && !found.has(workload.namespace) && takesPolicies(mesh.dataPlaneOf(workload))) found.add(workload.namespace);
  }
  for (const host of mesh.hosts) if (!found.has(host.namespace) && host.kind === 'Service' && leadsIntoMesh(mesh, host)) found.add(host.namespace);
  for (const namespace of found) if (isInfrastructure(namespace, mesh.settings.rootNamespace)) found.delete(namespace);
  return found;
}

function leadsIntoMesh(mesh: MeshIndex, host: MeshIndex['hosts'][number]): boolean {
  const workloads = host.ports.flatMap((port) => mesh.endpoints(host, port)).flatMap(({ workload }) => workload ?? []);
  if (workloads.length > 0) return workloads.some((workload) => takesPolicies(mesh.dataPlaneOf(workload)));
  const labels = mesh.namespace(host.namespace)?.labels ?? {};
  return labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined || labels['istio.io/dataplane-mode'] === 'ambient';
}

function takesPolicies(plane: ReturnType<MeshIndex['dataPlaneOf']>): boolean {
  return plane === 'sidecar' || plane === 'ambient' || plane === 'unknown';
}
