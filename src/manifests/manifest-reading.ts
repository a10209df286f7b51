import { ByteCounter } from './byte-counter';
import { unreadable } from './find-inputs';
import { Input, wholeOf } from './input';
import { isJsonObject } from './json';
import { itemsOf } from './kubernetes-list';
import { isKubernetesObject, missingPart } from './kubernetes-object';
import { LoadError, LoadProblem, Report } from './load-error';
import { LOAD_LIMITS, LoadLimits } from './load-limits';
import { kindOf, Manifest, nameOf, namespaceOf } from './manifest';
import { pruneManifest } from './prune-manifest';
import { readInput } from './read-input';
import { RepeatedObjects } from './repeated-objects';
import { asUtf8, decodeUtf8 } from './text-bytes';
import { TextPool } from './text-pool';
import { TooMuchText, UnreadableText } from './unreadable-text';
import type { YamlDocument } from './yaml-document';

/** How manifests are read. */
export interface LoadOptions {
  /** Whether fields that nothing here reads are left out, which saves memory. Not for who may read others. */
  readonly prune?: boolean;
  readonly limits?: Partial<LoadLimits>;
}

/**
 * Manifests that are read while they are gone through, so that none is in memory that whoever goes through them does not
 * keep. An object that comes twice comes once.
 */
export class ManifestReading implements Iterable<Manifest> {
  /** How many files were read so far. */
  public files = 0;
  /** How many documents were no objects of Kubernetes: values of charts, overlays, settings of other tools. */
  public skipped = 0;
  private documents = 0;
  private readonly limits: LoadLimits;
  private readonly pool = new TextPool();
  private readonly inputs = new Map<string, Input>();

  /** @param findInputs gives what is to be read, and reports what it cannot find. */
  public constructor(private readonly findInputs: (report: Report) => Iterable<Input>, private readonly options: LoadOptions = {}) {
    this.limits = { ...LOAD_LIMITS, ...options.limits };
  }

  /** @throws LoadError after the last manifest, with all that could not be read. */
  public *[Symbol.iterator](): Generator<Manifest> {
    [this.files, this.skipped, this.documents] = [0, 0, 0];
    const problems: LoadProblem[] = [];
    const report: Report = (problem) => problems.push(problem);
    const repeated = new RepeatedObjects();
    const bytes = new ByteCounter(this.limits);
    for (const input of this.findInputs(report)) {
      this.inputs.set(input.source, input);
      this.files += 1;
      try {
        for (const document of this.documentsOf(bytes.limit(input), report)) {
          const manifest = this.toManifest(document, input.source, report);
          if (manifest !== undefined && !repeated.isRepeated(manifest)) yield manifest;
        }
      } catch (error) {
        report(problemOf(error, input.source));
        if (error instanceof TooMuchText) break;
      }
    }
    if (repeated.found) this.reportDiffering(repeated, report);
    if (problems.length > 0) throw new LoadError(problems);
  }

  /** The text of a file that was read, of standard input too; undefined where it is gone. */
  public textOf(source: string): string | undefined {
    const input = this.inputs.get(source);
    if (input === undefined) return undefined;
    try {
      return decodeUtf8(asUtf8(wholeOf(input)));
    } catch {
      return undefined;
    }
  }

  private *documentsOf(input: Input, report: Report): Generator<YamlDocument> {
    const { limits, pool } = this;
    const context = { limits, pool, report: ({ line, message }: UnreadableText) => report({ file: input.source, line, message }) };
    for (const document of readInput(input, context)) yield* itemsOf(document);
  }

  private toManifest({ value, line }: YamlDocument, source: string, report: Report): Manifest | undefined {
    this.documents += 1;
    const { documents } = this.limits;
    if (this.documents > documents) throw new TooMuchText(line, `got more than ${documents} documents; allowed: ${documents} in all; give fewer files`);
    if (value === null) return undefined;
    const missing = isJsonObject(value) ? missingPart(value) : undefined;
    if (missing !== undefined) report({ file: source, line, message: `${missing}; allowed: objects with apiVersion, kind and metadata.name, all of them texts; add it, or leave the file out` });
    else if (isKubernetesObject(value)) return { source, line, object: this.options.prune === true ? pruneManifest(value) : value };
    else this.skipped += 1;
    return undefined;
  }

  /** Goes through everything again: what comes twice is rare, and to keep all contents for it would be dear. */
  private reportDiffering(repeated: RepeatedObjects, report: Report): void {
    for (const input of this.inputs.values()) {
      try {
        for (const { value, line } of this.documentsOf(input, () => undefined)) {
          if (!isKubernetesObject(value)) continue;
          const manifest = { source: input.source, line, object: value };
          const first = repeated.differingFirst(manifest);
          if (first !== undefined) report({ file: input.source, line, message: differing(manifest, first) });
        }
      } catch (error) {
        // What cannot be read was reported the first time.
        problemOf(error, input.source);
      }
    }
  }
}

function differing(manifest: Manifest, first: Manifest): string {
  const name = [namespaceOf(manifest), nameOf(manifest)].filter((part) => part !== '').join('/');
  const place = `${first.source}:${first.line}`;
  return `got ${kindOf(manifest)} ${name} again, with other contents than at ${place}; allowed: one object of a name; `
    + 'remove one, or give only what is applied together, such as the output of kustomize build';
}

/** A fault of ours is no problem of the file. */
function problemOf(error: unknown, file: string): LoadProblem {
  if (error instanceof UnreadableText) return { file, line: error.line, message: error.message };
  if (error instanceof Error && 'syscall' in error) return { file, message: unreadable(error) };
  throw error;
}
