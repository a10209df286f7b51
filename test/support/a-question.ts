import type { Question } from '../../src/engine/client-side';
import type { MeshIndex } from '../../src/engine/mesh-index';
import type { WorkloadFacts } from '../../src/model/workload-facts';

/** What is asked, by names; left out: the first of the mesh's hosts, its first port, the first server behind it. */
interface Asked {
  readonly client: string;
  readonly host?: string;
  readonly server?: string;
  readonly subset?: string;
}

/** A question about a mesh whose workloads all have different names. */
export function aQuestion(mesh: MeshIndex, { client, host, server, subset }: Asked): Question {
  const found = mesh.hosts.find((candidate) => host === undefined || candidate.host === host)!;
  const [port] = found.ports;
  const endpoint = mesh.endpoints(found, port).find(({ workload }) => server === undefined || workload?.name === server)!;
  const asking = workloadOf(mesh, client);
  return { client: asking, host: found, port, endpoint, subset: mesh.ruleOf(asking, found).rule?.subsets.find(({ name }) => name === subset) };
}

/** A workload as it runs, with the labels that injection adds. */
export function workloadOf({ snapshot }: MeshIndex, name: string): WorkloadFacts {
  return snapshot.workloads.find((workload) => workload.name === name)!;
}
