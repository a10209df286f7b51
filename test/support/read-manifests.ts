import { bytesInput } from '../../src/manifests/input';
import { LoadError, LoadProblem } from '../../src/manifests/load-error';
import type { Manifest } from '../../src/manifests/manifest';
import { LoadOptions, ManifestReading } from '../../src/manifests/manifest-reading';

/** Reads files from memory; each may come in several chunks. */
export function aReading(files: Record<string, string | Buffer | readonly Buffer[]>, options?: LoadOptions): ManifestReading {
  const inputs = Object.entries(files).map(([source, content]) => bytesInput(source, typeof content === 'string' || Buffer.isBuffer(content) ? [Buffer.from(content)] : content));
  return new ManifestReading(() => inputs, options);
}

/** What a file named `a.yaml` holds. */
export function readText(content: string | Buffer | readonly Buffer[], options?: LoadOptions): Manifest[] {
  return [...aReading({ 'a.yaml': content }, options)];
}

/** The problems of reading, as `line: message`; of a file named `a.yaml`. */
export function problemsOf(content: string | Buffer, options?: LoadOptions): readonly LoadProblem[] {
  return problemsIn(aReading({ 'a.yaml': content }, options));
}

export function problemsIn(reading: Iterable<Manifest>): readonly LoadProblem[] {
  try {
    void [...reading];
  } catch (error) {
    if (error instanceof LoadError) return error.problems;
    throw error;
  }
  return [];
}
