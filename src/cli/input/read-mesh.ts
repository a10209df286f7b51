import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CDK8S_CONFIG, synthesize } from './cdk8s-app';
import { ConfigFile, readConfigFile } from './config-file';
import { FieldLines } from './field-lines';
import { findInputsOf } from './find-inputs-of';
import { MeshSilences, meshSilences } from './mesh-silences';
import { MeshIndex } from '../../engine/mesh-index';
import { usesAmbient } from '../../manifests/ambient-evidence';
import type { Input } from '../../manifests/input';
import type { Report } from '../../manifests/load-error';
import type { Manifest } from '../../manifests/manifest';
import { ManifestReading } from '../../manifests/manifest-reading';
import { readMeshSnapshot } from '../../manifests/mesh-snapshot';
import { readSettingsOrRefuse } from '../../manifests/read-resolver-settings';
import type { MeshSnapshot } from '../../model/mesh-facts';
import type { MeshSettings, ResolverSettings } from '../../model/mesh-settings';
import { MeshOptions, settingsOf } from '../options/mesh-options';
import { counted } from '../output/counted';
import { Progress } from '../output/progress';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** A mesh as the command line was told of it. */
export interface ReadMesh {
  /** As the manifests say it; `mesh.snapshot` is as it would run. */
  readonly snapshot: MeshSnapshot;
  readonly mesh: MeshIndex;
  readonly config: ConfigFile;
  /** Those that objects say themselves. */
  readonly silences: MeshSilences;
  readonly lines: FieldLines;
  /** How many documents were no objects of Kubernetes: values of charts, overlays, settings of other tools. */
  readonly skipped: number;
}

/** Reads what the paths hold; where there are none, what the app of cdk8s.yaml writes. @throws UsageError, LoadError. */
export async function readMesh(paths: readonly string[], options: MeshOptions, terminal: Terminal): Promise<ReadMesh> {
  const config = readConfigFile(options.config, terminal);
  const progress = new Progress(terminal.stderr);
  try {
    const find = await inputsFor(paths, terminal, progress);
    const inputs = new Map<string, Input>();
    progress.say('reading manifests');
    const reading = new ManifestReading((report) => noted(find(report), inputs), { prune: true });
    const manifests = [...reading];
    if (manifests.length === 0) throw new UsageError([nothingThere(paths, reading)]);
    const given = { ...config.settings, ...withoutUndefined(settingsOf(options)) };
    const settings = settingsFrom(manifests, given);
    const snapshot = readMeshSnapshot(manifests, settings);
    const ambient = given.ambient ?? usesAmbient(manifests, snapshot);
    return {
      snapshot,
      mesh: new MeshIndex(snapshot, { ...settings, ambient }),
      config,
      silences: meshSilences(manifests, config.silences),
      lines: new FieldLines(inputs),
      skipped: reading.skipped,
    };
  } finally {
    progress.clear();
  }
}

async function inputsFor(paths: readonly string[], terminal: Terminal, progress: Progress): Promise<(report: Report) => Iterable<Input>> {
  if (paths.length > 0) return (report) => findInputsOf(paths, terminal, report);
  const config = resolve(terminal.cwd, CDK8S_CONFIG);
  if (!existsSync(config)) throw new UsageError([`no path given: got nothing, and no ${CDK8S_CONFIG} here; allowed: files, folders, or - for standard input`]);
  progress.say('synthesizing the app');
  const inputs = await synthesize(config, terminal);
  return () => inputs;
}

/** Keeps in mind what was read, for whoever asks for a line of it. */
function* noted(found: Iterable<Input>, inputs: Map<string, Input>): Generator<Input, undefined> {
  for (const input of found) {
    inputs.set(input.source, input);
    yield input;
  }
  return undefined;
}

function nothingThere(paths: readonly string[], { files, skipped }: ManifestReading): string {
  const where = paths.length === 0 ? 'the app\'s output' : paths.map((path) => (path === '-' ? 'standard input' : path)).join(', ');
  const others = skipped > 0 ? ` with ${counted(skipped, 'document')} of other kinds` : '';
  return `${where}: got ${counted(files, 'file')}${others}, and no object of Kubernetes; allowed: YAML or JSON with at least one; give the path where they are`;
}

/** Mesh config that istiod could not read is the user's to mend. */
function settingsFrom(manifests: readonly Manifest[], given: MeshSettings): ResolverSettings {
  try {
    return readSettingsOrRefuse(manifests, given);
  } catch (error) {
    throw new UsageError([(error as Error).message]);
  }
}

function withoutUndefined(settings: MeshSettings): MeshSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
