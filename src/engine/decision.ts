import type { Sends } from './client-tls';
import type { DataPlane } from './data-plane';
import type { Outcome } from './outcome';
import type { Reason } from './reason';
import type { EffectiveMode } from '../model/mode-strength';

/** What becomes of the connections of one client to one server, and why. */
export interface Decision {
  readonly clientDataPlane: DataPlane;
  /** Null for servers outside the manifests. */
  readonly serverDataPlane: DataPlane | null;
  /** Null where it cannot be decided. */
  readonly sends: Sends | null;
  /** Null where no proxy watches the port, and where it cannot be decided. */
  readonly serverMode: EffectiveMode | null;
  readonly outcome: Outcome;
  /** What has to be known to decide; null where it is decided. */
  readonly dependsOn: string | null;
  /** The chain that led here: what the server accepts, what the client sends, what comes of both. */
  readonly reasons: readonly Reason[];
}

/** One answer of several that agree; where they do not, the question that is left. */
export function agreed(decisions: readonly Decision[], planes: Pick<Decision, 'clientDataPlane' | 'serverDataPlane'>, why: Reason): Decision {
  const [first] = decisions;
  const same = <K extends keyof Decision>(key: K): boolean => decisions.every((decision) => decision[key] === first[key]);
  const isDecided = same('outcome') && first.outcome !== 'depends';
  // What they all depend on is the question, whatever else is not known.
  const isKept = isDecided || (first.dependsOn !== null && same('dependsOn'));
  return {
    ...planes,
    sends: same('sends') ? first.sends : null,
    serverMode: same('serverMode') ? first.serverMode : null,
    outcome: isDecided ? first.outcome : 'depends',
    dependsOn: isKept ? first.dependsOn : why.text,
    reasons: isKept ? first.reasons : [...first.reasons.filter((reason) => decisions.every(({ reasons }) => reasons.includes(reason))), why],
  };
}
