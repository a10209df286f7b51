import type { ApiObject } from 'cdk8s';
import type { DeclaredApp } from './declared-app';
import { resolveSettings } from './settings';
import { readTree } from './tree';
import { usesAmbient } from '../../manifests/ambient-evidence';
import { isPeerAuthentication } from '../../manifests/mesh-facts';
import { readMeshSnapshot } from '../../manifests/mesh-snapshot';
import { notEmitted } from '../../manifests/not-emitted';
import { readSilences, ReadSilences } from '../../manifests/read-silences';
import type { Findings } from '../../model/findings';
import type { MeshSnapshot } from '../../model/mesh-facts';
import type { ResolverSettings } from '../../model/mesh-settings';

/** All that an app knows of the mesh beside what our constructs were told. The manifests themselves are given up: they are most of it. */
export interface AppFacts {
  /** Whether a source is the path of an object of the tree that was read. */
  inTree(source: string): boolean;
  /** The tree's policies, by their paths. */
  readonly policies: ReadonlyMap<string, ApiObject>;
  readonly settings: ResolverSettings;
  readonly snapshot: MeshSnapshot;
  readonly silences: ReadSilences;
}

const NO_SILENCES: ReadSilences = { silences: [], broken: [] };

export function readApp(app: DeclaredApp, findings: Findings): AppFacts {
  const tree = readTree(app, findings);
  const manifests = [...tree, ...notEmitted(app.added, tree)];
  const settings = resolveSettings(app.settings, manifests, app.root.node.path, findings);
  // A namespace that is left open stays so: it is wherever the app is applied.
  const snapshot = readMeshSnapshot(manifests, settings, { defaultNamespace: '' });
  const sources = tree.map(({ source }) => source);
  let paths: Set<string> | undefined;
  return {
    inTree: (source) => (paths ??= new Set(sources)).has(source),
    policies: new Map(tree.filter(isPeerAuthentication).map(({ source, apiObject }) => [source, apiObject])),
    settings: { ...settings, ambient: app.settings.ambient ?? usesAmbient(manifests, snapshot) },
    snapshot,
    silences: app.checks ? readSilences(manifests, '') : NO_SILENCES,
  };
}
