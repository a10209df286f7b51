import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { meshOf48Namespaces } from './mesh-of-48-namespaces';
import { MESHES } from './run-cli';

const BIN = join(__dirname, '../../bin/istio-mtls');

function spawn(args: readonly string[], input = ''): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [BIN, ...args], { cwd: MESHES, input, encoding: 'utf8', env: { ...process.env, MTLS_TODAY: '2026-12-01' } });
}

// What only a process shows; all else is tested without one. It runs what was compiled last.
describe('bin/istio-mtls', () => {
  test('prints help and version', () => {
    expect(spawn(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: istio-mtls/), stderr: '' });
    expect(spawn(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
  });

  test('without a command prints its help to stderr', () => {
    expect(spawn([])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^Usage: istio-mtls/) });
  });

  test('has the exit code of what it found', () => {
    expect(spawn(['check', 'shop'])).toMatchObject({ status: 1, stdout: expect.stringMatching(/^error MTLS101 /), stderr: '' });
    expect(spawn(['check', 'shop/namespaces.yaml', 'shop/shop.yaml'])).toMatchObject({ status: 0, stderr: '' });
    expect(spawn(['check', 'nowhere'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^error: nowhere: /) });
  });

  test('reads a pipe', () => {
    expect(spawn(['check', '--assume', 'STRICT', '-'], meshOf48Namespaces()).stdout).toMatch(/^STRICT today: \d+ of 48 namespaces /);
  });

  test('ends without a word when nobody reads on', () => {
    const command = `"${process.execPath}" "${BIN}" connections - --format json | head -c 1000 | wc -c`;
    expect(spawnSync('sh', ['-c', command], { input: meshOf48Namespaces(), encoding: 'utf8' })).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\s*1000\n$/), stderr: '' });
  });

  test('loads what --help needs, and no more', () => {
    const code = `require(${JSON.stringify(join(__dirname, '../../lib/cli/main.js'))}).main(['node', 'istio-mtls', '--help']).then(() => process.stderr.write(Object.keys(require.cache).join('\\n')));`;
    const { stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
    expect(stderr).toContain('commander');
    expect(stderr).not.toMatch(/js-yaml|lib\/(engine|checks)|lib\/cli\/commands/);
  });
});
