import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { loadAll } from 'js-yaml';
import { findInputs } from '../../manifests/find-inputs';
import type { Input } from '../../manifests/input';
import { isJsonObject, textAt } from '../../manifests/json';
import { KUBERNETES_SCHEMA } from '../../manifests/yaml-schema';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

export const CDK8S_CONFIG = 'cdk8s.yaml';

/**
 * The manifests that the app of cdk8s.yaml writes: it is run as cdk8s runs it, into a folder of its own, and read before
 * the folder goes. They are called as the app would have called them in its own output folder.
 */
export async function synthesize(config: string, terminal: Terminal): Promise<readonly Input[]> {
  const { app, output } = readConfig(config);
  const folder = mkdtempSync(join(tmpdir(), 'istio-mtls-'));
  try {
    await runApp(app, folder, terminal);
    const problems: string[] = [];
    const inputs = [...findInputs([folder], ({ file, message }) => problems.push(`${file}: ${message}`))];
    if (problems.length > 0) throw new UsageError(problems);
    return inputs.map(({ source }) => {
      const bytes = readFileSync(source);
      return { source: join(output, relative(folder, source)), chunks: () => [bytes] };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readConfig(path: string): { readonly app: string; readonly output: string } {
  let config: unknown;
  try {
    [config] = loadAll(readFileSync(path, 'utf8'), { schema: KUBERNETES_SCHEMA, filename: path });
  } catch (error) {
    throw new UsageError([`${CDK8S_CONFIG}: got "${(error as Error).message.split('\n')[0]}"; allowed: YAML; mend it, or give paths of manifests`]);
  }
  const app = textAt(config, 'app');
  if (!isJsonObject(config) || app === undefined || app.trim() === '') {
    throw new UsageError([`${CDK8S_CONFIG}: got no app; allowed: the command that synthesizes, as in "app: npx ts-node main.ts"; add it, or give paths of manifests`]);
  }
  return { app, output: textAt(config, 'output') ?? 'dist' };
}

/** What the app prints goes to stderr: stdout is for the answer. */
async function runApp(app: string, outdir: string, { cwd, env, stderr }: Terminal): Promise<void> {
  const child = spawn(app, { shell: true, cwd, env: { ...env, CDK8S_OUTDIR: outdir }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (data: Buffer) => stderr.write(data));
  child.stderr.on('data', (data: Buffer) => stderr.write(data));
  const got = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `exit code ${code ?? signal}`));
  });
  if (got !== undefined) throw new UsageError([`${CDK8S_CONFIG}: the app "${app}" failed: got ${got}; allowed: exit code 0; mend what it printed, or give paths of manifests`]);
}
