import type { Writable } from 'node:stream';
import { Input, standardInput } from '../manifests/input';

/** What the program reads from and writes to: the process's own, or a test's. */
export interface Terminal {
  /** What the path `-` reads. */
  readonly stdin: Input;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Where relative paths begin. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A stream that may be a terminal's, which has a size. */
export type TextStream = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return { stdin: standardInput(), stdout, stderr, cwd: process.cwd(), env };
}
