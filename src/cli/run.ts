import { CommanderError } from 'commander';
import { ExitCode } from './exit-code';
import { createProgram } from './program';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Runs the program. `args` are what stands behind its name. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code = ExitCode.OK;
  const program = createProgram(terminal, (result) => { code = result; });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
    terminal.stderr.write(problemsOf(error).map((problem) => `error: ${problem}\n`).join(''));
    return ExitCode.USAGE;
  }
}

function problemsOf(error: unknown): readonly string[] {
  if (error instanceof UsageError) return error.problems;
  if (!(error instanceof Error)) return [String(error)];
  // By its name: the module that has it is loaded only where something is read.
  if (error.name === 'LoadError') return error.message.split('\n');
  return [`this is a fault of istio-mtls, not of the manifests; please report it with what follows\n${error.stack ?? error.message}`];
}
