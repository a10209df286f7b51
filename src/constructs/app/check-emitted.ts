import { appSilences } from './app-silences';
import type { DeclaredApp } from './declared-app';
import { EmittedObjects, emittedSnapshot } from './emitted-facts';
import type { AppFacts } from './read-app';
import { CheckContext } from '../../checks/check-context';
import { CheckFinding, runChecks } from '../../checks/run-checks';
import { severityElsewhere } from '../../checks/severity-elsewhere';
import { silenceFindings } from '../../checks/silence-findings';
import { MeshIndex } from '../../engine/mesh-index';
import type { Findings } from '../../model/findings';
import { qualifiedName } from '../../model/kubernetes-name';

/** An app worked out, and what has been said of it already. */
export interface Emitted extends EmittedObjects {
  readonly facts: AppFacts;
  /** Policies and rules of which it was said, with the constructs, that another one is for the same. */
  readonly told: readonly { readonly namespace: string; readonly name: string }[];
}

/** Checks that say of manifests what is said of constructs before. */
const TOLD_OF_RIVALS: readonly string[] = ['MTLS102', 'MTLS103', 'MTLS209'];

/** Runs the catalogue of checks over what the app is about to emit, and what lives elsewhere. */
export function checkEmitted(app: DeclaredApp, emitted: Emitted, findings: Findings): void {
  const { facts } = emitted;
  const mesh = new MeshIndex(emittedSnapshot(facts, emitted), facts.settings);
  const { silences, broken } = appSilences(app, facts.silences);
  const { findings: left } = silenceFindings(runChecks(new CheckContext(mesh)), silences, broken, () => true);
  const rivals = new Set(emitted.told.map(qualifiedName));
  const isTold = ({ check, object }: CheckFinding) => TOLD_OF_RIVALS.includes(check.id) && rivals.has(qualifiedName(object));
  const wanted = left.filter((finding) => isAsked(finding) && !isTold(finding));
  if (wanted.length === 0) return;
  findings.told(new Set(wanted.map(({ resource }) => resource)));
  const ours = new Set([...app.policies, ...app.clients, ...app.migrations].map(({ source }) => source));
  for (const finding of wanted) {
    const { source } = finding.object;
    const severity = ours.has(source) || facts.inTree.has(source) ? finding.severity : severityElsewhere(finding);
    if (ours.has(source)) findings.report(severity, source, textOf(finding));
    else findings.report(severity, app.root.node.path, textOf(finding, placeOf(finding)));
  }
}

/** Infos are there for whoever asks: of all that is not STRICT yet, most is so on purpose. */
function isAsked({ severity }: CheckFinding): boolean {
  return severity !== 'info' || Boolean(process.env.MTLS_INFO);
}

function placeOf({ object: { source, line } }: CheckFinding): string {
  return line === undefined ? source : `${source}:${line}`;
}

function textOf({ check, resource, field, message, remedy }: CheckFinding, place?: string): string {
  const where = [place, field].filter((part) => part !== undefined).join(', ');
  const what = message.startsWith(`${resource} `) ? message.slice(resource.length + 1) : message;
  return `${check.id} ${resource}${where === '' ? '' : ` (${where})`}: ${what}; ${remedy}`;
}
