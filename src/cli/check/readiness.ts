import type { Assumption } from './assume-mode';
import { KeptBelow, keptBelow } from './kept-below';
import { meshNamespaces } from './mesh-namespaces';
import type { Break } from '../../checks/breaks';
import type { CheckContext } from '../../checks/check-context';
import type { CheckFinding } from '../../checks/run-checks';
import type { SilencedFindings } from '../../checks/silence-findings';
import type { RuleName } from '../../engine/rules';
import type { Severity } from '../../model/finding';

/** Which namespaces could have the assumed mode, each list sorted by name. */
export interface Readiness {
  readonly assumption: Assumption;
  /** Nothing would break. */
  readonly ready: readonly string[];
  /** A connection that is declared would, or what somebody wrote for exactly that host. */
  readonly blocked: readonly string[];
  /** Only a connection that is possible would, or one that cannot be decided. */
  readonly unproven: readonly string[];
  /** The objects that block, in the order of their findings. */
  readonly blockers: readonly CheckFinding[];
  /** What has to be known to decide what could not be. */
  readonly questions: readonly string[];
  readonly below: KeptBelow;
}

/** What decides where the mode of the server does not. */
const WHATEVER_THE_MODE: ReadonlySet<RuleName> = new Set<RuleName>(['registry-only', 'server-outside', 'gateway-server', 'no-proxy-server']);

/** Asks the connections and the findings: of callers that are no workloads (scrapers, webhooks) only these know. */
export function readinessOf(context: CheckContext, { findings, silenced }: SilencedFindings, assumption: Assumption): Readiness {
  const asked = askedOf(context, assumption);
  const accepted = new Set(silenced.flatMap(({ blocks = [] }) => blocks));
  const breaks = context.breaks().filter((found) => {
    const namespace = found.endpoint.workload?.namespace;
    return namespace !== undefined && asked.has(namespace) && !accepted.has(namespace) && hangsOnMode(found);
  });
  const ofFindings = (severity: Severity): string[] => findings.flatMap((finding) => (finding.severity === severity ? finding.blocks ?? [] : []))
    .filter((name) => asked.has(name));
  const blocked = new Set([...breaks.filter(isDeclared).map(namespaceOf), ...ofFindings('error')]);
  const unproven = new Set([...breaks.map(namespaceOf), ...ofFindings('warning')]);
  return {
    assumption,
    ready: [...asked].filter((name) => !blocked.has(name) && !unproven.has(name)).sort(),
    blocked: [...blocked].sort(),
    unproven: [...unproven].filter((name) => !blocked.has(name)).sort(),
    blockers: findings.filter(({ severity, blocks }) => severity === 'error' && blocks?.some((name) => asked.has(name))),
    questions: [...new Set(breaks.flatMap(({ decision }) => decision.dependsOn ?? []))],
    below: keptBelow(context, assumption, asked),
  };
}

function askedOf({ mesh }: CheckContext, { namespaces }: Assumption): ReadonlySet<string> {
  const inMesh = meshNamespaces(mesh);
  // The root namespace's policy is the mesh's: whoever asks for it asks for all.
  const isWhole = namespaces.length === 0 || namespaces.includes(mesh.settings.rootNamespace);
  return isWhole ? inMesh : new Set(namespaces.filter((name) => inMesh.has(name)));
}

function isDeclared({ declared, outcome }: Break): boolean {
  return declared.length > 0 && outcome !== 'depends';
}

function namespaceOf({ endpoint, host }: Break): string {
  return endpoint.workload?.namespace ?? host.namespace;
}

function hangsOnMode({ outcome, decision }: Break): boolean {
  const last = decision.reasons[decision.reasons.length - 1]?.rule;
  if (last !== undefined && WHATEVER_THE_MODE.has(last)) return false;
  // Where no proxy watches the port, there is nothing that a policy could change.
  return outcome === 'depends' || decision.serverMode !== null;
}
