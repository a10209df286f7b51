import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WATCH = fileURLToPath(new URL('watch.py', import.meta.url));

/** Runs a command and says how long it took and how much memory it had at most. What `check` finds makes it exit with 1. */
export function measured(command, args) {
  const { status, stdout, stderr, error } = spawnSync('python3', [WATCH, command, ...args], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return JSON.parse(stdout);
}

/** What starting Node costs. */
export function start() {
  return measured(process.execPath, ['-e', '0']).ms;
}
