import { checkOutputFiles, writesFilePerResource } from './check-output-files';
import type { ClientRule } from './client-rule';
import type { DeclaredApp } from './declared-app';
import type { AppFacts } from './read-app';
import { checkOneNamePerObject, EmittedObject } from '../../checks/drafts/one-name-per-object';
import type { Findings } from '../../model/findings';
import type { PolicyDraft } from '../../model/policy-draft';

/** The policies and rules that an app holds, as they are named. */
export interface Output {
  readonly policies: readonly PolicyDraft[];
  /** The policies of each scope that has several. */
  readonly contested: readonly PolicyDraft[][];
  /** What ClientPolicies emit. */
  readonly clientRules: readonly ClientRule[];
  /** With those that exclusions and migrations add. */
  readonly rules: readonly ClientRule[];
}

/** Checks that no object that the app emits is written over by another one. */
export function checkOutput({ root }: Pick<DeclaredApp, 'root'>, facts: AppFacts, output: Output, findings: Findings): void {
  checkNames(facts, output, findings);
  if (!writesFilePerResource(root)) return;
  const { policies, rules, clientRules } = output;
  const ours = policies.filter(({ origin }) => origin === 'construct' || origin === 'generated');
  checkOutputFiles(root, 'PeerAuthentication', ours, ({ origin }) => origin === 'construct', findings);
  checkOutputFiles(root, 'DestinationRule', rules, (rule) => clientRules.includes(rule), findings);
}

function checkNames({ snapshot, inTree }: AppFacts, { policies, contested, rules }: Output, findings: Findings): void {
  // Of two policies for one scope, which share a name more often than not, is told elsewhere.
  const later = new Set(contested.flatMap((drafts) => drafts.slice(1)));
  const named = policies.filter((draft) => draft.origin !== 'foreign' && !later.has(draft));
  checkOneNamePerObject('PeerAuthentication', named, (draft) => draft.origin !== 'manifest', findings);
  const ours = new Set<EmittedObject>(rules);
  const others = snapshot.destinationRules.filter(({ source }) => inTree(source));
  checkOneNamePerObject('DestinationRule', [...ours, ...others], (rule) => ours.has(rule), findings);
}
