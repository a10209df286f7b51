import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { isJsonObject } from './json';
import { flattenLists, Manifest } from './manifest';
import { KUBERNETES_SCHEMA } from './yaml-schema';

const MANIFEST_FILE = /\.(ya?ml|json)$/;
const MAX_ALIASES = 1000;

/**
 * Reads every Kubernetes object of a file, or of the YAML and JSON files below a folder, in a stable order.
 * Documents that are no Kubernetes object (values files, say) are skipped.
 *
 * @throws Error naming the path where it cannot be read, or file and line where it is no YAML.
 */
export function loadManifests(path: string): Manifest[] {
  return manifestFiles(path).flatMap(loadFile);
}

function manifestFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return manifestFiles(join(path, entry.name));
    return entry.isFile() && MANIFEST_FILE.test(entry.name) ? [join(path, entry.name)] : [];
  });
}

function loadFile(file: string): Manifest[] {
  const documents = loadAll(readFileSync(file, 'utf8'), { schema: KUBERNETES_SCHEMA, filename: file, maxAliases: MAX_ALIASES });
  return documents
    .filter(isJsonObject)
    .filter((object) => typeof object.apiVersion === 'string' && typeof object.kind === 'string')
    .flatMap((object) => flattenLists({ source: file, object }));
}
