// Ends the processes of the one that started it, and removes its folder, as soon as that one closes the pipe or dies.
// A process of its own, because one that is killed outright cannot clean up after itself.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const [folder] = process.argv.slice(2);
const groups = new Set();

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) groups.add(pid);
  else groups.delete(pid); // ended by itself: its number may soon be another program's
}

if (await someAlive('SIGTERM', 500)) await someAlive('SIGKILL', 3000);
rmSync(folder, { recursive: true, force: true, maxRetries: 10 });

/** Sends the signal to each group once; says after at most `patience` ms whether any is left. */
async function someAlive(signal, patience) {
  const deadline = Date.now() + patience;
  for (const group of groups) send(group, signal);
  while ([...groups].some((group) => send(group, 0))) {
    if (Date.now() > deadline) return true;
    await sleep(20);
  }
  return false;
}

function send(group, signal) {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}
