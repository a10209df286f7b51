import { Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileInput, Input, pipeInput, STANDARD_INPUT, standardInput } from './input';
import type { Report } from './load-error';

const MANIFEST_FILE = /\.(ya?ml|json)$/;

/** Folders that hold other people's files, or a tool's own. */
const SKIPPED = /^(\..*|node_modules)$/;

/**
 * The files of paths, in a stable order: a file itself, the YAML and JSON files below a folder, and standard input for
 * `-`. As with kubectl, a link to a file is read and a link to a folder is not followed, unless it is the path itself.
 * Below a folder, hidden files and folders and node_modules are left out: they are settings of tools.
 */
export function* findInputs(paths: readonly string[], report: Report): Generator<Input> {
  for (const path of new Set(paths)) {
    if (path === STANDARD_INPUT) yield standardInput();
    else yield* filesOf(path, report);
  }
}

function* filesOf(path: string, report: Report): Generator<Input> {
  const stats = orReport(path, report, () => statSync(path));
  if (stats === undefined) return;
  if (stats.isDirectory()) yield* filesBelow(path, report);
  else yield stats.isFile() ? fileInput(path) : pipeInput(path);
}

function* filesBelow(folder: string, report: Report): Generator<Input> {
  const entries = orReport(folder, report, () => readdirSync(folder, { withFileTypes: true })) ?? [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (SKIPPED.test(entry.name)) continue;
    if (entry.isDirectory()) yield* filesBelow(path, report);
    else if (MANIFEST_FILE.test(entry.name) && isFile(path, entry, report)) yield fileInput(path);
  }
}

function isFile(path: string, entry: Dirent, report: Report): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && orReport(path, report, () => statSync(path).isFile()) === true);
}

/** Asks the system; what it refuses is told in our words. */
function orReport<T>(path: string, report: Report, ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    report({ file: path, message: unreadable(error) });
    return undefined;
  }
}

export function unreadable(error: unknown): string {
  return `got "${(error as Error).message}"; allowed: files, folders and links to files that are there and can be read; `
    + 'mend the link or its permissions, or remove it';
}
