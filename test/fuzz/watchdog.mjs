// Ends the process when a case does not end: nothing else runs then that could say so.
import { Worker } from 'node:worker_threads';

const SOURCE = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const state = new BigInt64Array(workerData.shared);
let [last, since] = [-1n, Date.now()];
setInterval(() => {
  const now = Atomics.load(state, 0);
  if (now !== last) [last, since] = [now, Date.now()];
  if (Date.now() - since < workerData.milliseconds) return;
  writeSync(2, 'the case with --cases 1 --seed ' + last + ' does not end\\n');
  process.kill(process.pid, 'SIGKILL');
}, 500);
`;

export function startWatchdog(milliseconds) {
  const shared = new SharedArrayBuffer(8);
  const state = new BigInt64Array(shared);
  const worker = new Worker(SOURCE, { eval: true, workerData: { shared, milliseconds } });
  return { begin: (seed) => Atomics.store(state, 0, BigInt(seed)), stop: () => worker.terminate() };
}
