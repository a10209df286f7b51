import type { MeshModel } from './mesh-model';
import type { PolicyBook } from './policy-book';
import { describeWorkloads, PortReference, resolvePort } from './resolve-port';
import { broadFirst, othersSelected, workloadPolicy } from './workload-policy';
import type { Findings } from '../model/findings';
import { groupBy } from '../model/group-by';
import { SYSTEM_NAMESPACES } from '../model/namespace-facts';
import { policyTitle, PolicyDraft, PortRule, setPort } from '../model/policy-draft';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** An exception for every workload of a namespace, of the mesh, or of a list that has the port. */
export interface SpreadPort {
  /** Who declares it: a construct path. */
  readonly source: string;
  readonly reference: PortReference;
  readonly rule: PortRule;
  /** The workloads to look at. */
  readonly among: readonly WorkloadFacts[];
  /** How messages call them. */
  readonly where: string;
  /** Whether a workload's turn has come; undefined: every one's. That some workload has the port is judged over all. */
  readonly isDue?: (workload: WorkloadFacts) => boolean;
  /** Whether it replaces what a policy says of the port without a reason, and says so where it gives way. */
  readonly isInsisting?: boolean;
}

/** A workload that an exception reaches, and the number that the port has there. */
interface Hit {
  readonly spread: SpreadPort;
  readonly workload: WorkloadFacts;
  readonly number: number;
}

/**
 * Writes exceptions into the workload policies, so that never two policies select one workload, whatever the order in
 * which the exceptions come. Of two for one port of a workload, the first in the list holds.
 */
export function spreadPorts(mesh: MeshModel, book: PolicyBook, spreads: readonly SpreadPort[], findings: Findings): void {
  const hits = spreads.flatMap((spread) => hitsOf(mesh, spread, findings));
  const ofWorkload = groupBy(hits, (hit) => hit.workload);
  const ofPort = groupBy(hits, (hit) => hit.number);
  const meant = new Map([...ofPort].map(([number, group]) => [number, new Set(group.map((hit) => hit.workload))]));
  const writers = new Map<PortRule, SpreadPort>();
  for (const workload of broadFirst(mesh, [...ofWorkload.keys()])) {
    for (const hit of ofWorkload.get(workload) ?? []) {
      const policy = write(mesh, book, hit, writers, findings);
      if (policy !== undefined) reportOthers(mesh, hit, policy, meant, findings);
    }
  }
}

function hitsOf(mesh: MeshModel, spread: SpreadPort, findings: Findings): Hit[] {
  const workloads = spread.among.filter((workload) => takesPolicies(mesh, workload));
  const hits = workloads.flatMap((workload) => {
    const number = portOf(mesh, spread.reference, workload);
    return number === undefined ? [] : [{ spread, workload, number }];
  });
  if (hits.length === 0) reportNone(spread, workloads.length > 0, findings);
  return hits.filter(({ workload }) => spread.isDue?.(workload) ?? true);
}

/** Returns the policy where it takes the exception. */
function write(
  mesh: MeshModel, book: PolicyBook, { spread, workload, number }: Hit, writers: Map<PortRule, SpreadPort>, findings: Findings,
): PolicyDraft | undefined {
  if (isWrittenElsewhere(book.policyOf(workload), number, spread.rule)) return undefined;
  const policy = workloadPolicy(mesh, book, workload, spread.source, findings);
  if (policy === undefined) return undefined;
  const known = policy.ports.get(number);
  const isReplaced = spread.isInsisting && known?.reason === undefined;
  if (known === undefined || isReplaced) {
    setPort(policy, number, spread.rule);
    writers.set(spread.rule, spread);
    return policy;
  }
  const writer = writers.get(known);
  if (writer === undefined) {
    reportOverruled({ spread, workload, number }, policy, known, findings);
  } else if (writer !== spread && writer.source === spread.source && writer.where === spread.where) {
    findings.error(spread.source, `port exception of ${spread.where}: got workload port ${number} of ${workloadTitle(workload)} twice; allowed: one exception per port; remove one`);
  }
  return undefined;
}

/** What has a reason is somebody's decision, so it holds; that another one was made must not go unseen. */
function reportOverruled({ spread, workload, number }: Hit, policy: PolicyDraft, known: PortRule, findings: Findings): void {
  if (!spread.isInsisting || known.mode === spread.rule.mode) return;
  findings.report('warning', spread.source, `port exception of ${spread.where} gives way at workload port ${number} of ${workloadTitle(workload)}: got ${spread.rule.mode}, `
    + `but ${known.mode} from ${known.source ?? policy.source}; allowed: one mode per port, of which the nearer one holds; change one, or remove it`);
}

/** Whether policies reach the workload, and it has the port. */
export function hasPort(mesh: MeshModel, reference: PortReference, workload: WorkloadFacts): boolean {
  return takesPolicies(mesh, workload) && portOf(mesh, reference, workload) !== undefined;
}

function takesPolicies(mesh: MeshModel, workload: WorkloadFacts): boolean {
  // Istio ignores selectors in the root namespace, and pods without a proxy ignore policies.
  return workload.namespace !== mesh.settings.rootNamespace && !SYSTEM_NAMESPACES.has(workload.namespace) && mesh.dataPlaneOf(workload) !== 'none';
}

function portOf(mesh: MeshModel, reference: PortReference, workload: WorkloadFacts): number | undefined {
  const ports = mesh.portsOf(workload);
  if (reference.by === 'number') return ports.find((port) => port.number === reference.port)?.number;
  const resolved = resolvePort(mesh, reference, [workload], () => workloadTitle(workload));
  return 'number' in resolved ? resolved.number : undefined;
}

function isWrittenElsewhere(policy: PolicyDraft | undefined, port: number, rule: PortRule): boolean {
  return policy?.origin === 'foreign' && policy.ports.get(port)?.mode === rule.mode;
}

/** A policy for several workloads would give the exception to all of them. */
function reportOthers(
  mesh: MeshModel, { spread, number }: Hit, policy: PolicyDraft, meant: ReadonlyMap<number, ReadonlySet<WorkloadFacts>>, findings: Findings,
): void {
  const others = othersSelected(mesh, policy, meant.get(number) ?? new Set())
    .filter((other) => takesPolicies(mesh, other) && mesh.portsOf(other).some((port) => port.number === number));
  if (others.length === 0) return;
  findings.error(spread.source, `port exception ${number} of ${spread.where} would also be one of ${describeWorkloads(others)}, which ${policyTitle(policy)} (${policy.source}) selects too; `
    + 'allowed: an exception for every workload of the policy; give these one of their own, or write a policy for each workload');
}

function reportNone(spread: SpreadPort, known: boolean, findings: Findings): void {
  const { reference, where } = spread;
  const port = reference.by === 'name' ? `"${reference.name}"` : `${reference.port}`;
  const text = `port exception of ${where}: no workload there with a proxy has the port: got ${port}`;
  // Workloads that other repos deploy may have it: absence says nothing about what is not among the manifests.
  if (known) {
    findings.error(spread.source, `${text}; allowed: a port that one of them declares; give such a port, or declare it in the container`);
  } else {
    findings.report('warning', spread.source, `port exception ${port} of ${where}: no workload of it ${spread.among.length === 0 ? 'is known' : 'has a proxy'}, so no policy is emitted; `
      + 'check the name, or add its manifests with Mesh.of(app).addManifests(…)');
  }
}
