import { run } from './run';
import { processTerminal } from './terminal';

/** Runs the program: `argv` as Node has it, the script's own arguments from the third on. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(argv.slice(2), processTerminal());
}
