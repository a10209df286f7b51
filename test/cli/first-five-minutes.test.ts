import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meshOf48Namespaces } from './mesh-of-48-namespaces';
import { runCli } from './run-cli';

const EXPECTED = join(__dirname, 'first-five-minutes.expected.txt');

describe('a dump of a cluster of 48 namespaces, piped into check --assume STRICT', () => {
  test('gives one screen that names each caller, what it cannot reach, and the remedy', async () => {
    const { code, stdout, stderr } = await runCli(['check', '--assume', 'STRICT', '-'], { stdin: meshOf48Namespaces() });
    if (process.env.UPDATE_EXPECTED) writeFileSync(EXPECTED, stdout);
    expect(stdout).toBe(readFileSync(EXPECTED, 'utf8'));
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect([code, stderr]).toEqual([1, '']);
    for (const caller of ['CronJob old-backup/backup', 'Deployment old-billing/billing', 'Job old-crawler/crawler', 'DaemonSet old-scanner/scanner']) {
      const lines = stdout.split('\n');
      const at = lines.findIndex((line) => line.startsWith(`  ${caller} `));
      expect(lines[at]).toMatch(/-:\d+ +has no proxy and calls .*: got plaintext to api\.team-0\d\.svc\.cluster\.local:80/);
      expect(lines[at + 1]).toMatch(/^ +remedy: label Namespace old-/);
    }
    expect(stdout).toMatch(/^STRICT today: \d+ of 48 namespaces are ready; 9 are blocked by 4 named clients/);
  });

  test('says with line numbers of the dump where the callers are', async () => {
    const dump = meshOf48Namespaces();
    const { stdout } = await runCli(['check', '--assume', 'STRICT', '--format', 'json', '-'], { stdin: dump });
    const { findings } = JSON.parse(stdout) as { findings: { severity: string; resource: string; file: string; line: number }[] };
    const lines = dump.split('\n');
    for (const { resource, file, line } of findings.filter(({ severity }) => severity === 'error')) {
      expect(file).toBe('-');
      expect(lines.slice(line - 1, line + 4).join('\n')).toContain(resource.split(' ')[0]);
    }
  });
});
