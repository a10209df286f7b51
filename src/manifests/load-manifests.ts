import { Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import { isJsonObject } from './json';
import { flattenLists, Manifest } from './manifest';
import { KUBERNETES_SCHEMA } from './yaml-schema';

const MANIFEST_FILE = /\.(ya?ml|json)$/;
const MAX_ALIASED_VALUES = 1_000_000;

/**
 * Reads every Kubernetes object of a file, or of the YAML and JSON files below a folder, in a stable order.
 * Documents that are no Kubernetes object (values files, say) are skipped. As with kubectl, a link to a file is read and
 * a link to a folder is not followed, unless it is the path itself.
 *
 * @throws Error naming the path where it cannot be read, or file and line where it is no YAML.
 */
export function loadManifests(path: string): Manifest[] {
  return manifestFiles(path).flatMap(loadFile);
}

function manifestFiles(path: string): string[] {
  if (!orRefuse(path, () => statSync(path)).isDirectory()) return [path];
  const entries = orRefuse(path, () => readdirSync(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return manifestFiles(join(path, entry.name));
    return MANIFEST_FILE.test(entry.name) && isFile(path, entry) ? [join(path, entry.name)] : [];
  });
}

function isFile(folder: string, entry: Dirent): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && orRefuse(join(folder, entry.name), () => statSync(join(folder, entry.name))).isFile());
}

function loadFile(file: string): Manifest[] {
  const text = orRefuse(file, () => readFileSync(file, 'utf8'));
  const documents = parse(text, file);
  if (text.includes('*')) refuseAliasBomb(documents, text.length, file);
  return documents
    .filter(isJsonObject)
    .filter((object) => typeof object.apiVersion === 'string' && typeof object.kind === 'string')
    .flatMap((object) => flattenLists({ source: file, object }));
}

function parse(text: string, file: string): unknown[] {
  try {
    return loadAll(text, { schema: KUBERNETES_SCHEMA, filename: file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark === undefined ? '' : ` (${error.mark.line + 1}:${error.mark.column + 1})`;
    const remedy = text.includes('{{') ? 'the file has {{: render the chart first: helm template' : 'mend this line, or leave the file out';
    throw new Error(`${file}${place && `: line ${error.mark!.line + 1}`}: got "${error.reason}"${place}; allowed: Kubernetes objects as YAML or JSON; ${remedy}`);
  }
}

/** Reads from disk; what the system refuses is told in our words. */
function orRefuse<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${path}: got "${(error as Error).message}"; `
      + 'allowed: files, folders and links to files that are there and can be read; mend the link or its permissions, or remove it');
  }
}

/** A few aliases of aliases stand for billions of values, and one of itself for no end of them. */
function refuseAliasBomb(documents: unknown[], length: number, file: string): void {
  // Without aliases, no text holds more values than characters.
  if (expandedSize(documents, new Map()) <= length + MAX_ALIASED_VALUES) return;
  throw new Error(`${file}: aliases (*) stand for too many values; allowed: ${MAX_ALIASED_VALUES}; write the values out`);
}

function expandedSize(value: unknown, known: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const size = known.get(value);
  if (size !== undefined) return size;
  known.set(value, Infinity);
  const total = Object.values(value).reduce<number>((sum, part) => sum + expandedSize(part, known), 1);
  known.set(value, total);
  return total;
}
