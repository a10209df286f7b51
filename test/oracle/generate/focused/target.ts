import type { Ground, HostDraft, WorkloadDraft } from '../ground';

/** A Service with a workload behind it, and a port of both. */
export interface Target {
  readonly host: HostDraft;
  readonly server: WorkloadDraft;
  readonly servicePort: number;
  readonly workloadPort: number;
}

export function aTarget(ground: Ground): Target {
  const { random } = ground;
  const targets = ground.hosts.flatMap((host) => targetsOf(host, ground.workloads));
  return random.pick(targets.length > 0 ? targets : [anyTarget(ground)]);
}

function targetsOf(host: HostDraft, workloads: readonly WorkloadDraft[]): Target[] {
  const selector = host.object.kind === 'Service' ? host.object.spec?.selector : undefined;
  if (selector === undefined) return [];
  const servers = workloads.filter(({ namespace, podLabels }) =>
    namespace === host.namespace && Object.entries(selector as object).every(([key, value]) => podLabels[key] === value));
  return servers.flatMap((server) => host.ports.map(({ port, targetPort }) => {
    const workloadPort = numberOf(targetPort, server, port);
    return { host, server, servicePort: port, workloadPort };
  }));
}

function numberOf(targetPort: number | string, { ports }: WorkloadDraft, port: number): number {
  if (typeof targetPort === 'number') return targetPort;
  return ports.find(({ name }) => name === targetPort)?.containerPort ?? port;
}

function anyTarget({ random, hosts, workloads }: Ground): Target {
  const host = random.pick(hosts);
  return { host, server: random.pick(workloads), servicePort: host.ports[0].port, workloadPort: host.ports[0].port };
}

/** A namespace to call from: another one than the server's, where there is one. */
export function clientNamespace({ random, namespaces, rootNamespace }: Ground, { host }: Target): string {
  const others = namespaces.filter((name) => name !== host.namespace && name !== rootNamespace);
  return random.pick(others.length > 0 ? others : namespaces);
}
