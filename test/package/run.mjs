// How a slow suite of this repository runs: in a folder of its own, with a line for each thing that it proves.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Tools report what they do, not what else is new.
const QUIET = { npm_config_loglevel: 'error', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1' };

/** Runs a suite in a temporary folder; `report(what, problems)` counts a thing as proven when there are no problems. */
export async function runSuite(name, suite) {
  const counts = { passed: 0, failed: 0 };
  const report = (what, problems) => {
    counts[problems.length === 0 ? 'passed' : 'failed'] += 1;
    console.log([`${problems.length === 0 ? 'ok' : 'not ok'} - ${what}`, ...problems.map((line) => `    ${line}`)].join('\n'));
  };
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    await suite(folder, report);
  } catch (error) {
    report(name, String(error.stack ?? error).split('\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

/** A finished process: its status, and its two outputs, whatever the status is. */
export function attempt(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8', maxBuffer: 1 << 26, ...options, env: { ...process.env, ...QUIET, ...options.env },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The output of a process that has to succeed. */
export function must(command, args, options) {
  const { status, stdout, stderr } = attempt(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** What is wrong with a process that should have succeeded. */
export function unlessSucceeded({ status, stdout, stderr }) {
  return status === 0 ? [] : [`exit code ${status}`, ...`${stdout}\n${stderr}`.trim().split('\n').slice(-20)];
}
