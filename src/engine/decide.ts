import { clientSide, Question } from './client-side';
import { DataPlane, isInjected } from './data-plane';
import { agreed, Decision } from './decision';
import type { MeshIndex } from './mesh-index';
import { judge, Judged } from './outcome';
import type { Reason } from './reason';
import { serverSide } from './server-side';
import type { WorkloadFacts } from '../model/workload-facts';
import { workloadTitle } from '../model/workload-facts';

const BLACKHOLED: Judged = { outcome: 'refused', reason: { rule: 'registry-only', text: 'the client\'s own proxy refuses the connection' } };

/** What becomes of the connections of a client to one server: what istiod and Envoy, or ztunnel, make of them. */
export function decide(mesh: MeshIndex, question: Question): Decision {
  const { client, endpoint: { workload } } = question;
  const clientDataPlane = mesh.dataPlaneOf(client);
  const serverDataPlane = workload === undefined ? null : mesh.dataPlaneOf(workload);
  if (clientDataPlane !== 'unknown' && serverDataPlane !== 'unknown') return decideFor(mesh, question, clientDataPlane, serverDataPlane);
  const servers = possible(mesh, workload, serverDataPlane);
  const decisions = possible(mesh, client, clientDataPlane).flatMap((own) => servers.map((server) => decideFor(mesh, question, own, server)));
  const unknown = clientDataPlane === 'unknown' ? client : workload!;
  return agreed(decisions, { clientDataPlane, serverDataPlane }, whyUnknown(mesh, unknown));
}

function decideFor(mesh: MeshIndex, question: Question, clientDataPlane: DataPlane, serverDataPlane: DataPlane | null): Decision {
  const { client, endpoint, port } = question;
  const server = serverSide(mesh, endpoint, serverDataPlane, clientDataPlane === 'none' && client.hostNetwork);
  const { sent, isBlackholed } = clientSide(mesh, question, clientDataPlane, serverDataPlane);
  const decisions = sent.flatMap((candidate) => server.kinds.map((kind): Decision => {
    const { outcome, reason } = isBlackholed ? BLACKHOLED : judge(candidate, kind, port.isServerFirst);
    const dependsOn = outcome === 'depends' ? reason.text : null;
    const reasons = [...server.reasons, ...candidate.reasons, reason];
    return { clientDataPlane, serverDataPlane, sends: candidate.sends, serverMode: server.mode, outcome, dependsOn, reasons };
  }));
  if (decisions.length === 1) return decisions[0];
  const open = sent.length > 1 ? sent[sent.length - 1].reasons.at(-1)! : server.reasons.at(-1)!;
  return agreed(decisions, { clientDataPlane, serverDataPlane }, open);
}

function possible<P extends DataPlane | null>(mesh: MeshIndex, workload: WorkloadFacts | undefined, plane: P): (P | DataPlane)[] {
  if (plane !== 'unknown' || workload === undefined) return [plane];
  const planes: DataPlane[] = mesh.settings.ambient ? ['none', 'ambient'] : ['none'];
  return isInjected(workload, mesh.namespace(workload.namespace), mesh.settings) === false ? planes : ['sidecar', ...planes];
}

function whyUnknown(mesh: MeshIndex, workload: WorkloadFacts): Reason {
  return mesh.namespace(workload.namespace) === undefined
    ? { rule: 'unknown-namespace', text: `whether ${workloadTitle(workload)} has a proxy: Namespace ${workload.namespace} is not among the manifests` }
    : { rule: 'proxyless', text: `what ${workloadTitle(workload)} does by itself: it has no proxy that Istio configures` };
}
