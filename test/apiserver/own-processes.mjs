// Child processes, and a temporary folder for them, that do not outlive this process however it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REAPER = fileURLToPath(new URL('reaper.mjs', import.meta.url));
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const open = new Set();

export function ownProcesses() {
  const folder = mkdtempSync(join(tmpdir(), 'mtls-api-server-'));
  // Groups of their own (detached): Ctrl-C reaches this process alone, which then ends them in order.
  const reaper = spawn(process.execPath, [REAPER, folder], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const reaped = once(reaper, 'exit');
  let closing = false;

  function start(command, args, options) {
    const child = spawn(command, args, { ...options, detached: true });
    if (child.pid) {
      reaper.stdin.write(`+${child.pid}\n`);
      child.once('exit', () => closing || reaper.stdin.write(`-${child.pid}\n`));
    }
    return child;
  }

  const processes = {
    folder,

    /** Starts a server whose output goes to `log`. */
    serve(command, args, { log, env }) {
      const output = openSync(log, 'w');
      const child = start(command, args, { env, stdio: ['ignore', output, output] });
      closeSync(output);
      return child;
    },

    /** Runs to the end. Stays pending for ever once closing: what is killed on the way out is nobody's result. */
    run(command, args, { input = '', env, timeout, showErrors = false } = {}) {
      return new Promise((resolve, reject) => {
        const child = start(command, args, { env, timeout, stdio: ['pipe', 'pipe', showErrors ? 'inherit' : 'pipe'] });
        const output = { stdout: '', stderr: '' };
        for (const name of ['stdout', 'stderr']) {
          child[name]?.setEncoding('utf8').on('data', (text) => (output[name] += text));
        }
        child.once('error', reject);
        child.once('close', (status) => closing || resolve({ status, ...output }));
        child.stdin.on('error', () => {}); // a command that does not read its input
        child.stdin.end(input);
      });
    },

    async close() {
      closing = true;
      reaper.stdin.end();
      await reaped;
      open.delete(processes);
      if (open.size === 0) SIGNALS.forEach((signal) => process.off(signal, closeAll));
    },
  };

  if (open.size === 0) SIGNALS.forEach((signal) => process.on(signal, closeAll));
  open.add(processes);
  return processes;
}

async function closeAll(signal) {
  await Promise.all([...open].map((processes) => processes.close()));
  // Without our handlers the signal now has its usual effect, so whoever waits for us sees what ended us.
  process.kill(process.pid, signal);
}
