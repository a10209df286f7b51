import { podTemplateField } from './pod-template';
import { CallFacts, CALLS } from '../model/call-facts';
import { isPortNumber } from '../model/port-number';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** The calls that workloads declare themselves. */
export function readAnnotatedCalls(workloads: readonly WorkloadFacts[], clusterDomain: string): CallFacts[] {
  const calls: CallFacts[] = [];
  for (const workload of workloads) {
    const { annotations, podAnnotations, kind } = workload;
    const own = annotations[CALLS];
    // A Pod's annotations are the owner's and the pods' at once.
    const ofPods = podAnnotations === annotations ? undefined : podAnnotations[CALLS];
    if (own !== undefined) calls.push(...readList(workload, own, '', clusterDomain));
    if (ofPods !== undefined) calls.push(...readList(workload, ofPods, podTemplateField(kind), clusterDomain));
  }
  return calls;
}

function readList(workload: WorkloadFacts, text: string, prefix: string, clusterDomain: string): CallFacts[] {
  const { namespace, name, source, line } = workload;
  return text.split(/[\s,]+/).filter((item) => item !== '').map((item) => ({
    caller: { kind: 'workload', namespace, name },
    ...readTarget(item, namespace, clusterDomain),
    declaredBy: workloadTitle(workload),
    field: `${prefix}metadata.annotations["${CALLS}"]`,
    source,
    line,
  }));
}

function readTarget(item: string, ownNamespace: string, clusterDomain: string): Pick<CallFacts, 'service' | 'port'> {
  const colon = item.lastIndexOf(':');
  const host = colon === -1 ? item : item.slice(0, colon);
  const port = colon === -1 ? '' : item.slice(colon + 1);
  const number = Number(port);
  return { service: readService(host, ownNamespace, clusterDomain), port: port === '' ? undefined : isPortNumber(number) ? number : port };
}

function readService(host: string, ownNamespace: string, clusterDomain: string): CallFacts['service'] {
  const suffix = ['.svc', `.svc.${clusterDomain}`].find((end) => host.endsWith(end)) ?? '';
  const [name, namespace, ...more] = host.slice(0, host.length - suffix.length).split('.');
  // A host outside the cluster, of which no Service is known.
  if (more.length > 0) return { namespace: '', name: host };
  return { namespace: namespace ?? ownNamespace, name };
}
