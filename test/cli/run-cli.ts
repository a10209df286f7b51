import { Writable } from 'node:stream';
import type { ExitCode } from '../../src/cli/exit-code';
import { run } from '../../src/cli/run';
import type { TextStream } from '../../src/cli/terminal';
import { STANDARD_INPUT } from '../../src/manifests/input';

export interface CliOptions {
  /** Where relative paths begin; the meshes of these tests, where it is left out. */
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A terminal of this size; none, where it is left out. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

export interface CliResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export const MESHES = `${__dirname}/meshes`;

/** Runs the program in this process. */
export async function runCli(args: readonly string[], { cwd = MESHES, stdin = '', env = {}, terminal }: CliOptions = {}): Promise<CliResult> {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const stream = (sink: TextSink): TextStream => Object.assign(sink, terminal && { isTTY: true, ...terminal });
  const code = await run(args, {
    stdin: { source: STANDARD_INPUT, chunks: () => [Buffer.from(stdin)] },
    stdout: stream(stdout),
    stderr: stream(stderr),
    cwd,
    env: { MTLS_TODAY: '2026-12-01', ...env },
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class TextSink extends Writable {
  public text = '';

  public override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
