import type { Target } from './explanation';
import type { Connection } from '../../engine/connections';
import type { MeshIndex } from '../../engine/mesh-index';
import type { WorkloadFacts } from '../../model/workload-facts';
import { findHosts, findWorkloads } from '../input/find-names';
import { didYouMean } from '../near-names';
import type { QualifiedName } from '../options/parse-values';
import type { UsageProblems } from '../usage-error';

/** What is asked about: a service port, or a port of a workload. */
export type Question =
  | { readonly host: string; readonly port: number }
  | { readonly to: QualifiedName; readonly workloadPort: number };

export interface Asked {
  readonly targets: readonly Target[];
  /** Workloads whose own port is asked about, whether a Service leads to it or not. */
  readonly servers: readonly WorkloadFacts[];
}

export function findTargets(mesh: MeshIndex, question: Question, problems: UsageProblems): Asked {
  return 'host' in question ? behindHost(mesh, question, problems) : atWorkload(mesh, question, problems);
}

function behindHost(mesh: MeshIndex, { host: name, port: number }: Extract<Question, { host: string }>, problems: UsageProblems): Asked {
  const hosts = findHosts('--host', name, mesh, problems);
  const isAsked = () => true;
  const targets = hosts.flatMap((host) => host.ports.filter((port) => port.number === number).map((port): Target => ({ host, port, isAsked })));
  if (hosts.length > 0 && targets.length === 0) {
    const ports = [...new Set(hosts.flatMap((host) => host.ports.map((port) => String(port.number))))];
    problems.add(`--port: got ${number}; allowed: a TCP service port of ${hosts[0].host}; ${ports.length === 0 ? 'it has none' : `it has ${ports.join(', ')}`}`);
  }
  return { targets, servers: [] };
}

function atWorkload(mesh: MeshIndex, { to, workloadPort }: Extract<Question, { to: QualifiedName }>, problems: UsageProblems): Asked {
  const servers = findWorkloads('--to', to, mesh, problems);
  const isAsked = ({ workload, port }: Connection['endpoint']): boolean => port === workloadPort && workload !== undefined && servers.includes(workload);
  const hosts = [...new Set(servers.flatMap((server) => mesh.hostsOf(server)))];
  const targets = hosts.flatMap((host) => host.ports.filter((port) => mesh.endpoints(host, port).some(isAsked))
    .map((port): Target => ({ host, port, isAsked })));
  if (servers.length > 0 && targets.length === 0 && !servers.some(({ ports }) => ports.some(({ number }) => number === workloadPort))) {
    const ports = [...new Set(servers.flatMap((server) => portsOf(mesh, server)))].sort((a, b) => a - b).map(String);
    problems.add(`--workload-port: got ${workloadPort}; allowed: a port that a container of it declares, or that a Service leads to; ${didYouMean(String(workloadPort), ports)}`);
  }
  return { targets, servers };
}

function portsOf(mesh: MeshIndex, server: WorkloadFacts): number[] {
  const led = mesh.hostsOf(server).flatMap((host) => host.ports.flatMap((port) => mesh.endpoints(host, port)));
  return [...server.ports.map(({ number }) => number), ...led.filter(({ workload }) => workload === server).map(({ port }) => port)];
}
