import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { ExitCode } from './exit-code';

/** Runs the program: `argv` as Node has it, the script's own arguments from the third on. */
export function main(argv: readonly string[]): void {
  const program = new Command('istio-mtls')
    .description('Takes an Istio mesh from plaintext to STRICT mutual TLS, one reviewable step at a time.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `
Policies and migrations are written with the constructs of this package and emitted by \`cdk8s synth\`.
This version has no commands yet: it is the library's version that \`--version\` tells.

Exit codes: 0 all is well, 2 wrong usage.`)
    .allowExcessArguments(false)
    .showHelpAfterError('run istio-mtls --help for what there is')
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
      throw error;
    })
    .action(() => program.error('error: no command given: got nothing; allowed: --help, --version'));
  try {
    program.parse([...argv]);
  } catch (error) {
    // Commander has said what there is to say; anything else is a fault of ours.
    if (!isCommanderError(error)) throw error;
  }
}

function isCommanderError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
