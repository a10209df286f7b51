import { appSilences } from './app-silences';
import type { DeclaredApp } from './declared-app';
import { EmittedObjects, emittedSnapshot } from './emitted-facts';
import type { AppFacts } from './read-app';
import { CheckContext } from '../../checks/check-context';
import { findingText } from '../../checks/finding-text';
import { CheckFinding, runChecks } from '../../checks/run-checks';
import { severityElsewhere } from '../../checks/severity-elsewhere';
import { silenceFindings } from '../../checks/silence-findings';
import { MeshIndex } from '../../engine/mesh-index';
import type { Findings } from '../../model/findings';

/** An app worked out, and what has been said of it already. */
export interface Emitted extends EmittedObjects {
  readonly facts: AppFacts;
  /** Policies and rules, such as `PeerAuthentication shop/default`, of which it was said, with the constructs, that another one is for the same. */
  readonly told: readonly string[];
}

/** Checks that say of manifests what is said of constructs before. */
const TOLD_OF_RIVALS: readonly string[] = ['MTLS102', 'MTLS103', 'MTLS209'];

/** Runs the catalogue of checks over what the app is about to emit, and what lives elsewhere. */
export function checkEmitted(app: DeclaredApp, emitted: Emitted, findings: Findings): void {
  const { facts } = emitted;
  const mesh = new MeshIndex(emittedSnapshot(facts, emitted), facts.settings);
  const { silences, broken } = appSilences(app, facts.silences);
  const { findings: left, silenced } = silenceFindings(runChecks(new CheckContext(mesh)), silences, broken, () => true);
  findings.told(new Set([...left, ...silenced].filter(({ severity }) => severity !== 'info').map(({ resource }) => resource)));
  const rivals = new Set(emitted.told);
  const isTold = ({ check, resource }: CheckFinding) => TOLD_OF_RIVALS.includes(check.id) && rivals.has(resource);
  const wanted = left.filter((finding) => isAsked(finding) && !isTold(finding));
  if (wanted.length === 0) return;
  const ours = new Set([...app.policies, ...app.clients, ...app.migrations].map(({ source }) => source));
  for (const finding of wanted) {
    const { source } = finding.object;
    const severity = ours.has(source) || facts.inTree(source) ? finding.severity : severityElsewhere(finding);
    if (ours.has(source)) findings.report(severity, source, `${finding.check.id} ${findingText(finding)}`);
    else findings.report(severity, app.root.node.path, `${finding.check.id} ${findingText(finding, placeOf(finding))}`);
  }
}

/** Infos are there for whoever asks: of all that is not STRICT yet, most is so on purpose. */
function isAsked({ severity }: CheckFinding): boolean {
  return severity !== 'info' || Boolean(process.env.MTLS_INFO);
}

function placeOf({ object: { source, line } }: CheckFinding): string {
  return line === undefined ? source : `${source}:${line}`;
}
