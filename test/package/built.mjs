// The packages in dist/, built if they are missing or older than what they are made of.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const SOURCES = ['src', 'bin', 'package.json', 'README.md'];

/** The file below dist/<language> with this ending, up to date. */
export function builtPackage(language, ending) {
  const find = () => filesBelow(join(ROOT, 'dist', language)).find((file) => file.endsWith(ending));
  const found = find();
  if (found === undefined || statSync(found).mtimeMs < newest(SOURCES)) {
    const assembly = join(ROOT, '.jsii');
    if (!existsSync(assembly) || statSync(assembly).mtimeMs < newest(SOURCES)) projen('compile');
    projen(`package:${language}`);
  }
  return find() ?? fail(`package:${language} leaves no *${ending} in dist/${language}`);
}

/** The exact version of a package that this repository is developed with. */
export function versionHere(name) {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** All files below a folder, as paths that begin with the folder. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

function newest(paths) {
  const files = paths.map((path) => join(ROOT, path)).flatMap((path) => statSync(path).isDirectory() ? filesBelow(path) : [path]);
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function projen(task) {
  execFileSync('npx', ['projen', task], { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, npm_config_loglevel: 'error' } });
}

function fail(message) {
  throw new Error(message);
}
