import type { ApiObject } from 'cdk8s';
import { checkClients } from './check-clients';
import { checkOutputFiles, writesFilePerResource } from './check-output-files';
import type { ClientRule } from './client-rule';
import { declaredRules, exclusions, missingRules, ruleFacts } from './client-rules';
import type { MigrationDeclaration } from './declarations';
import type { DeclaredApp } from './declared-app';
import { draftAdded, draftManifest } from './draft-manifest';
import { draftPolicy, spreadsOf } from './draft-policy';
import { migrationFacts } from './migration-facts';
import { WorkloadResolver } from './resolve-workload';
import { resolveSettings } from './settings';
import { resolveToday } from './today';
import { readTree, TreeManifest } from './tree';
import { checkDisableInAmbient } from '../../checks/drafts/disable-in-ambient';
import { checkExpiredException } from '../../checks/drafts/expired-exception';
import { checkNameOfGeneratedPolicy } from '../../checks/drafts/name-of-generated-policy';
import { checkOneNamePerObject, EmittedObject } from '../../checks/drafts/one-name-per-object';
import { checkOneOwnerPerScope } from '../../checks/drafts/one-owner-per-scope';
import { checkOnePolicyPerWorkload } from '../../checks/drafts/one-policy-per-workload';
import { checkWeakerThanParent } from '../../checks/drafts/weaker-than-parent';
import { MeshModel } from '../../engine/mesh-model';
import { PolicyBook } from '../../engine/policy-book';
import { spreadPorts } from '../../engine/spread-port';
import { nameOf, namespaceOf } from '../../manifests/manifest';
import { isDestinationRule, isPeerAuthentication, readMeshFacts } from '../../manifests/mesh-facts';
import { applyMigration } from '../../migration/apply-migration';
import { Findings } from '../../model/findings';
import type { ResolvedMeshSettings } from '../../model/mesh-settings';
import type { PolicyDraft } from '../../model/policy-draft';

/** What an app emits, and what there is to say about it. */
export interface ResolvedApp {
  readonly settings: ResolvedMeshSettings;
  readonly findings: Findings;
  /** The app's own objects that an exception or a migration changes. */
  readonly updated: ReadonlyMap<ApiObject, PolicyDraft>;
  /** Policies to add to the tree, below the construct whose path is their source. */
  readonly generated: readonly PolicyDraft[];
  readonly generatedRules: readonly ClientRule[];
}

/** Works out all policies of an app from what its constructs were told and what else it holds. */
export function resolveApp(app: DeclaredApp): ResolvedApp {
  const findings = new Findings();
  const rootPath = app.root.node.path;
  const tree = readTree(app, findings);
  const manifests = [...tree, ...app.added];
  const settings = resolveSettings(app.settings, manifests, rootPath, findings);
  const read = readMeshFacts(manifests);
  const clientRules = declaredRules(app.clients, settings);
  const generatedRules = exclusions(app.clients, clientRules, read.destinationRules, settings);
  // Only a migration asks for rules, so ours are not read where there is none.
  const ownRules = app.migrations.length === 0 ? [] : ruleFacts([...clientRules, ...generatedRules]);
  const mesh = new MeshModel({ ...read, destinationRules: [...read.destinationRules, ...ownRules] }, settings);
  const inTree = new Set(tree.map((manifest) => manifest.source));
  const bySource = new Map(mesh.facts.workloads.filter((workload) => inTree.has(workload.source)).map((workload) => [workload.source, workload]));
  const workloads = new WorkloadResolver(mesh, bySource, findings, app.root);

  const book = new PolicyBook();
  for (const declaration of app.policies) {
    declaration.draft = draftPolicy(declaration, mesh, workloads, findings);
    if (declaration.draft !== undefined) book.add(declaration.draft);
  }
  const ownManifests = draftManifests(tree, book, settings);
  draftAdded(app.added, book, settings);
  spreadPorts(mesh, book, spreadsOf(app.policies, mesh, findings), findings);

  // Before the migration: the modes that it sets are its own, and want no reason.
  checkWeakerThanParent(book, findings);
  for (const declaration of app.migrations) {
    const facts = migrationFacts(declaration, mesh, workloads, findings);
    generatedRules.push(...missingRules(applyMigration(mesh, book, facts, findings), facts.source, settings));
  }
  checkMigrations(app.migrations, findings);
  const contested = book.contested();
  checkOneOwnerPerScope(contested, findings);
  checkOnePolicyPerWorkload(mesh, book, findings);
  checkDisableInAmbient(mesh, book, findings);
  checkNameOfGeneratedPolicy(book, findings);
  checkClients(app, clientRules, tree, mesh, findings);
  const today = resolveToday(app.today, rootPath, findings);
  if (today !== undefined) checkExpiredException(book, today, findings);
  checkNames(book, contested, [...clientRules, ...generatedRules], tree, findings);
  if (writesFilePerResource(app.root)) {
    checkOutputFiles(app.root, 'PeerAuthentication', book.all().filter(({ origin }) => origin === 'construct' || origin === 'generated'), ({ origin }) => origin === 'construct', findings);
    checkOutputFiles(app.root, 'DestinationRule', [...clientRules, ...generatedRules], (rule) => clientRules.includes(rule), findings);
  }
  return {
    settings,
    findings,
    updated: new Map([...ownManifests].filter(([, { draft, before }]) => before !== draftKey(draft)).map(([object, { draft }]) => [object, draft])),
    generated: book.all().filter((draft) => draft.origin === 'generated'),
    generatedRules,
  };
}

/** A policy of the app that we did not make, and what it was when it was read. */
interface ReadDraft {
  readonly draft: PolicyDraft;
  readonly before: string;
}

function draftManifests(tree: readonly TreeManifest[], book: PolicyBook, settings: ResolvedMeshSettings): Map<ApiObject, ReadDraft> {
  const drafts = new Map<ApiObject, ReadDraft>();
  for (const manifest of tree.filter(isPeerAuthentication)) {
    const draft = draftManifest(manifest, 'manifest', settings);
    // An item of a List cannot be updated by itself: it is read, and kept out of the migration's hands.
    const own = manifest.apiObject.kind === 'PeerAuthentication';
    if (draft !== undefined) book.add(own ? draft : { ...draft, origin: 'foreign' });
    if (draft !== undefined && own) drafts.set(manifest.apiObject, { draft, before: draftKey(draft) });
  }
  return drafts;
}

function draftKey(draft: PolicyDraft): string {
  return JSON.stringify([draft.mode, draft.reason, draft.until, [...draft.ports]]);
}

function checkMigrations(migrations: readonly MigrationDeclaration[], findings: Findings): void {
  if (migrations.length < 2) return;
  const paths = migrations.map(({ source }) => source).join(' and ');
  for (const { source } of migrations) {
    findings.error(source, `a mesh has one migration: got ${paths}; allowed: one MtlsMigration per app; put their waves into one, or synthesize an app per mesh`);
  }
}

function checkNames(
  book: PolicyBook, contested: readonly PolicyDraft[][], rules: readonly ClientRule[], tree: readonly TreeManifest[], findings: Findings,
): void {
  // Of two policies for one scope, which share a name more often than not, is told elsewhere.
  const later = new Set(contested.flatMap((drafts) => drafts.slice(1)));
  const policies = book.all().filter((draft) => draft.origin !== 'foreign' && !later.has(draft));
  checkOneNamePerObject('PeerAuthentication', policies, (draft) => draft.origin !== 'manifest', findings);
  const ours = new Set<EmittedObject>(rules);
  const others = tree.filter(isDestinationRule)
    .map((manifest) => ({ namespace: namespaceOf(manifest), name: nameOf(manifest), source: manifest.source }));
  checkOneNamePerObject('DestinationRule', [...ours, ...others], (rule) => ours.has(rule), findings);
}
