import type { ApiObject } from 'cdk8s';
import { checkClients } from './check-clients';
import { checkEmitted, Emitted } from './check-emitted';
import { checkOutput } from './check-output';
import type { ClientRule } from './client-rule';
import { declaredRules, exclusions, missingRules } from './client-rules';
import type { MigrationDeclaration } from './declarations';
import type { DeclaredApp } from './declared-app';
import { draftPolicy, spreadsOf } from './draft-policy';
import { ruleFacts } from './emitted-facts';
import { migrationFacts } from './migration-facts';
import { readApp } from './read-app';
import { isChanged, readPolicies } from './read-policies';
import { WorkloadResolver } from './resolve-workload';
import { resolveToday } from './today';
import { checkExpiredException } from '../../checks/drafts/expired-exception';
import { checkNameOfGeneratedPolicy } from '../../checks/drafts/name-of-generated-policy';
import { checkOneOwnerPerScope } from '../../checks/drafts/one-owner-per-scope';
import { checkOnePolicyPerWorkload } from '../../checks/drafts/one-policy-per-workload';
import { checkWeakerThanParent } from '../../checks/drafts/weaker-than-parent';
import { MeshModel } from '../../engine/mesh-model';
import { PolicyBook } from '../../engine/policy-book';
import { spreadPorts } from '../../engine/spread-port';
import { applyMigration } from '../../migration/apply-migration';
import { ruleTitle } from '../../model/destination-rule-facts';
import { Findings } from '../../model/findings';
import type { ResolvedMeshSettings } from '../../model/mesh-settings';
import { PolicyDraft, policyTitle } from '../../model/policy-draft';

/** What an app emits, and what there is to say about it. */
export interface ResolvedApp {
  readonly settings: ResolvedMeshSettings;
  readonly findings: Findings;
  /** The app's own objects that an exception or a migration changes. */
  readonly updated: ReadonlyMap<ApiObject, PolicyDraft>;
  /** Policies to add to the tree, below the construct whose path is their source. */
  readonly generated: readonly PolicyDraft[];
  readonly generatedRules: readonly ClientRule[];
  /** Adds what the catalogue of checks finds in all that is emitted. For a complete app: one that is half written lacks what would be missed. */
  check(): void;
}

/** Works out all policies of an app from what its constructs were told and what else it holds. */
export function resolveApp(app: DeclaredApp): ResolvedApp {
  const findings = new Findings();
  const facts = readApp(app, findings);
  const { settings, snapshot } = facts;
  const clientRules = declaredRules(app.clients, settings);
  const generatedRules = exclusions(app.clients, clientRules, snapshot.destinationRules, settings);
  // Only a migration asks for rules, so ours are not read where there is none.
  const ownRules = app.migrations.length === 0 ? [] : [...clientRules, ...generatedRules].map(ruleFacts);
  const mesh = new MeshModel({ ...snapshot, destinationRules: [...snapshot.destinationRules, ...ownRules] }, settings);
  const workloads = new WorkloadResolver(mesh, facts.inTree, findings, app.root);

  const book = new PolicyBook();
  for (const declaration of app.policies) {
    declaration.draft = draftPolicy(declaration, mesh, workloads, findings);
    if (declaration.draft !== undefined) book.add(declaration.draft);
  }
  const read = readPolicies(facts, book);
  spreadPorts(mesh, book, spreadsOf(app.policies, mesh, findings), findings);

  // Before the migration: the modes that it sets are its own, and want no reason.
  const judgements = new Findings();
  checkWeakerThanParent(book, judgements);
  for (const declaration of app.migrations) {
    const migration = migrationFacts(declaration, mesh, workloads, findings);
    generatedRules.push(...missingRules(applyMigration(mesh, book, migration, findings), migration.source, settings));
  }
  checkMigrations(app.migrations, findings);
  // What could not be worked out is missing, and would look like a mistake of its own.
  const isWhole = !findings.hasErrors();
  const rules = [...clientRules, ...generatedRules];
  findings.addAll(judgements);
  const contested = book.contested();
  const toldPolicies = [...checkOneOwnerPerScope(contested, findings), ...checkOnePolicyPerWorkload(mesh, book, findings)];
  const told = [...toldPolicies.map(policyTitle), ...checkClients(app, clientRules, facts, mesh, findings).map(ruleTitle)];
  checkNameOfGeneratedPolicy(book, findings);
  const today = resolveToday(app.today, app.root.node.path, findings);
  if (today !== undefined) checkExpiredException(book, today, findings);
  checkOutput(app, facts, { policies: book.all(), contested, clientRules, rules }, findings);
  return {
    settings,
    findings,
    updated: new Map(read.filter(isChanged).flatMap(({ apiObject, draft }) => (apiObject === undefined ? [] : [[apiObject, draft]]))),
    generated: book.all().filter((draft) => draft.origin === 'generated'),
    generatedRules,
    check: app.checks && isWhole ? checkOnce(app, { facts, drafts: book.all(), read, rules, told }, findings) : () => undefined,
  };
}

/** What was read is given up once it has been checked, as most memory is wanted later, when YAML is written. */
function checkOnce(app: DeclaredApp, emitted: Emitted, findings: Findings): () => void {
  let waiting: Emitted | undefined = emitted;
  return () => {
    if (waiting !== undefined) checkEmitted(app, waiting, findings);
    waiting = undefined;
  };
}

function checkMigrations(migrations: readonly MigrationDeclaration[], findings: Findings): void {
  if (migrations.length < 2) return;
  const paths = migrations.map(({ source }) => source).join(' and ');
  for (const { source } of migrations) {
    findings.error(source, `a mesh has one migration: got ${paths}; allowed: one MtlsMigration per app; put their waves into one, or synthesize an app per mesh`);
  }
}
