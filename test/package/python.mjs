// A virtual environment that holds the built wheel.
import { join } from 'node:path';
import { builtPackage, versionHere } from './built.mjs';
import { must } from './run.mjs';

/** Installs the wheel, the versions of its dependencies that this repository is developed with, and other packages; gives the folder of programs. */
export function installWheel(folder, ...others) {
  const wheel = builtPackage('python', '.whl');
  const environment = join(folder, 'python');
  must('python3', ['-m', 'venv', environment]);
  const bin = join(environment, 'bin');
  must(join(bin, 'pip'), ['install', '--quiet', wheel, ...['cdk8s', 'constructs'].map((name) => `${name}==${versionHere(name)}`), ...others]);
  return bin;
}
