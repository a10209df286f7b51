import { join, relative, resolve } from 'node:path';
import { findInputs } from '../../manifests/find-inputs';
import { Input, STANDARD_INPUT } from '../../manifests/input';
import type { Report } from '../../manifests/load-error';
import type { Terminal } from '../terminal';

/** What the paths of a command line stand for, under the names that the user gave them. */
export function* findInputsOf(paths: readonly string[], { stdin, cwd }: Pick<Terminal, 'stdin' | 'cwd'>, report: Report): Generator<Input> {
  for (const path of new Set(paths)) {
    if (path === STANDARD_INPUT) {
      yield stdin;
      continue;
    }
    const root = resolve(cwd, path);
    const shown = (file: string): string => (file === root ? path : join(path, relative(root, file)));
    const inputs = findInputs([root], (problem) => report({ ...problem, file: shown(problem.file) }));
    for (const input of inputs) yield { ...input, source: shown(input.source) };
  }
}
