import { findInputs } from './find-inputs';
import type { Manifest } from './manifest';
import { LoadOptions, ManifestReading } from './manifest-reading';

/** Everything that paths hold. */
export interface LoadedManifests {
  readonly manifests: readonly Manifest[];
  /** How many documents were no objects of Kubernetes: values of charts, overlays, settings of other tools. */
  readonly skipped: number;
  readonly files: number;
  /** The text of a file that was read, of standard input too; undefined where it is gone. */
  textOf(source: string): string | undefined;
}

/**
 * Reads every Kubernetes object of files, of the YAML and JSON files below folders, and of standard input (`-`), in a
 * stable order, one at a time.
 */
export function readManifests(paths: readonly string[], options?: LoadOptions): ManifestReading {
  return new ManifestReading((report) => findInputs(paths, report), options);
}

/**
 * Reads every Kubernetes object of paths, as `readManifests` does.
 * @throws LoadError with all that could not be read.
 */
export function loadPaths(paths: readonly string[], options?: LoadOptions): LoadedManifests {
  const reading = readManifests(paths, options);
  const manifests = [...reading];
  return { manifests, skipped: reading.skipped, files: reading.files, textOf: (source) => reading.textOf(source) };
}

/**
 * Reads every Kubernetes object of a file, or of the YAML and JSON files below a folder.
 * @throws LoadError with all that could not be read.
 */
export function loadManifests(path: string): Manifest[] {
  return [...readManifests([path])];
}
