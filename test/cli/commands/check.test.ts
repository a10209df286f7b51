import { tempFolder } from '../../support/temp-folder';
import { aDeploymentObject, aNamespaceObject, aPeerAuthenticationObject, aServiceObject, aYaml } from '../a-yaml';
import { runCli } from '../run-cli';

const SHOP = aYaml(aNamespaceObject('shop'), aDeploymentObject('shop', 'web'), aServiceObject('shop', 'web'));
const STRANGER = aYaml(aNamespaceObject('old', {}), aDeploymentObject('old', 'cron', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop:80' } }));
const STRICT = aYaml(aPeerAuthenticationObject('shop', 'STRICT'));
const PERMISSIVE = aYaml(aPeerAuthenticationObject('shop', 'PERMISSIVE'));

interface CheckJson {
  readonly findings: readonly { readonly id: string; readonly severity: string; readonly resource: string }[];
  readonly summary: Record<string, number>;
  readonly assumed?: { readonly ready: string[]; readonly blocked: string[]; readonly unproven: string[] };
}

async function checkJson(stdin: string, ...args: string[]): Promise<CheckJson> {
  const { stdout } = await runCli(['check', '-', '--format', 'json', ...args], { stdin });
  return JSON.parse(stdout) as CheckJson;
}

describe('the exit code of check', () => {
  test.each([
    ['0 where nothing is found', SHOP + STRICT, [], 0],
    ['1 where there is an error', SHOP + STRANGER + STRICT, [], 1],
    ['0 where there is only an info', SHOP + PERMISSIVE, [], 0],
    ['1 for an info, when that is asked for', SHOP + PERMISSIVE, ['--fail-on', 'info'], 1],
    ['0 for an info, where warnings are asked for', SHOP + PERMISSIVE, ['--fail-on', 'warning'], 0],
    ['1 where something would break', SHOP + STRANGER + PERMISSIVE, ['--assume', 'STRICT'], 1],
    ['0 where nothing would', SHOP + PERMISSIVE, ['--assume', 'STRICT'], 0],
  ])('is %s', async (_, stdin, args, expected) => {
    const { code, stderr } = await runCli(['check', '-', ...args], { stdin });
    expect([code, stderr]).toEqual([expected, '']);
  });

  test.each(['json', 'sarif', 'junit'])('is the same for %s', async (format) => {
    expect((await runCli(['check', '-', '--format', format], { stdin: SHOP + STRANGER + STRICT })).code).toBe(1);
  });
});

describe('input that cannot be judged', () => {
  test.each([
    ['no YAML', 'a: b: c', /^error: standard input:1: /],
    ['half an object', 'apiVersion: v1\nmetadata: {}\n', /^error: standard input:1: got apiVersion "v1" without kind/],
    ['nothing at all', '', /^error: standard input: got 1 file, and no object of Kubernetes/],
    ['nothing of Kubernetes', 'replicas: 3\n', /^error: standard input: got 1 file with 1 document of other kinds, and no object/],
  ])('%s has exit code 2, and nothing on stdout', async (_, stdin, message) => {
    for (const command of [['check'], ['connections'], ['list'], ['explain', '--host', 'a.b', '--port', '80']]) {
      const { code, stdout, stderr } = await runCli([...command, '-'], { stdin });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(message);
    }
  });

  test('is told with all of its problems at once', async () => {
    const cwd = tempFolder({ 'k8s/a.yaml': 'a: b: c\n', 'k8s/b.yaml': 'kind: Service\nmetadata:\n  name: web\n' });
    const { stderr } = await runCli(['check', 'k8s', 'nowhere'], { cwd });
    expect(stderr.split('\n').map((line) => line.split(':').slice(0, 3).join(':'))).toEqual(['error: k8s/a.yaml:1', 'error: k8s/b.yaml:1', 'error: nowhere: got "ENOENT', '']);
  });

  test('mesh config that istiod could not read is one of them', async () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: 'enableAutoMtls: maybe' } };
    const { code, stderr } = await runCli(['check', '-'], { stdin: SHOP + aYaml(config) });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: -:\d+: mesh config: got "enableAutoMtls: "maybe", which is no boolean"/);
  });
});

describe('the text of check', () => {
  const stdin = SHOP + STRANGER + STRICT;

  test('has no colour unless it is for a terminal', async () => {
    expect((await runCli(['check', '-'], { stdin })).stdout).not.toContain('\u001b');
  });

  test('has colours on a terminal, but for who does not want them', async () => {
    const terminal = { columns: 100, rows: 40 };
    expect((await runCli(['check', '-'], { stdin, terminal })).stdout).toContain('\u001b[31merror MTLS101\u001b[0m');
    expect((await runCli(['check', '-'], { stdin, terminal, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
    expect((await runCli(['check', '-'], { stdin, terminal, env: { TERM: 'dumb' } })).stdout).not.toContain('\u001b');
  });

  test('comes with progress on stderr on a terminal, which is taken away again', async () => {
    const { stderr } = await runCli(['check', '-'], { stdin, terminal: { columns: 100, rows: 40 } });
    expect(stderr).toContain('reading manifests …');
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
  });

  test('fits 24 lines, however much is found, unless everything is asked for', async () => {
    const many = Array.from({ length: 60 }, (_, i) => aYaml(aNamespaceObject(`old-${i}`, {}), aDeploymentObject(`old-${i}`, 'cron', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop' } })));
    const { stdout } = await runCli(['check', '-'], { stdin: SHOP + STRICT + many.join('') });
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    expect(stdout).toContain('(--all prints every finding)');
    const all = (await runCli(['check', '-', '--all'], { stdin: SHOP + STRICT + many.join('') })).stdout;
    expect(all.split('\n').filter((line) => line.includes('Deployment old-'))).toHaveLength(60);
  });

  test('counts the lines that a narrow terminal makes of long ones', async () => {
    const many = Array.from({ length: 60 }, (_, i) => aYaml(aNamespaceObject(`old-${i}`, {}), aDeploymentObject(`old-${i}`, 'cron', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop' } })));
    const { stdout } = await runCli(['check', '-'], { stdin: SHOP + STRICT + many.join(''), terminal: { columns: 80, rows: 30 }, env: { NO_COLOR: '1' } });
    const rows = stdout.trimEnd().split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0);
    expect(rows).toBeLessThanOrEqual(30);
  });
});

describe('--assume', () => {
  const permissiveMesh = aYaml(aPeerAuthenticationObject('istio-system', 'PERMISSIVE'), aPeerAuthenticationObject('shop', 'PERMISSIVE'));
  const bank = aYaml(aNamespaceObject('bank'), aDeploymentObject('bank', 'ledger'), aServiceObject('bank', 'ledger'));

  test('sorts namespaces into ready, blocked and unproven', async () => {
    const undecided = aYaml(aDeploymentObject('elsewhere', 'api'), aServiceObject('elsewhere', 'api'));
    const system = aYaml(aNamespaceObject('kube-system', {}), aDeploymentObject('kube-system', 'agent', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop:80' } }));
    const { assumed } = await checkJson(permissiveMesh + SHOP + bank + system + undecided, '--assume', 'STRICT');
    expect(assumed).toMatchObject({ mode: 'STRICT', namespaces: [], blocked: ['shop'], unproven: expect.arrayContaining(['elsewhere']) });
  });

  test('is ready where every client has a proxy', async () => {
    expect((await checkJson(permissiveMesh + SHOP + bank, '--assume', 'STRICT')).assumed).toMatchObject({ ready: ['bank', 'shop'], blocked: [], unproven: [] });
  });

  test('is about the namespaces of -n only', async () => {
    const { assumed } = await checkJson(permissiveMesh + SHOP + bank + STRANGER, '--assume', 'STRICT', '-n', 'bank');
    expect([...assumed!.ready, ...assumed!.blocked, ...assumed!.unproven]).toEqual(['bank']);
  });

  test('is about all of them where the root namespace is named, whose policy is the mesh\'s', async () => {
    const { assumed } = await checkJson(permissiveMesh + SHOP + bank, '--assume', 'STRICT', '-n', 'istio-system');
    expect(assumed!.ready).toEqual(['bank', 'shop']);
  });

  test('says so where no server is in the mesh', async () => {
    const { stdout } = await runCli(['check', '-', '--assume', 'STRICT'], { stdin: aYaml(aNamespaceObject('old', {}), aDeploymentObject('old', 'web'), aServiceObject('old', 'web')) });
    expect(stdout).toMatch(/^STRICT today: no server is in the mesh, so nothing would change\n/);
  });

  test('takes namespaces one by one or with commas', async () => {
    for (const args of [['-n', 'bank', '-n', 'shop'], ['-n', 'bank,shop'], ['--namespace=bank,shop']]) {
      const { assumed } = await checkJson(permissiveMesh + SHOP + bank, '--assume', 'STRICT', ...args);
      expect(assumed!.ready).toEqual(['bank', 'shop']);
    }
  });
});

describe('settings', () => {
  const rootPolicy = aYaml(aPeerAuthenticationObject('istio-config', 'STRICT'));

  test.each([
    ['--root-namespace', ['--root-namespace', 'istio-config'], 1],
    ['Istio\'s default', [], 0],
  ])('are those of %s', async (_, args, expected) => {
    expect((await runCli(['check', '-', ...args], { stdin: SHOP + STRANGER + rootPolicy })).code).toBe(expected);
  });

  test('are read from mesh config among the manifests, which an option overrides', async () => {
    const config = aYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: 'rootNamespace: istio-config' } });
    expect((await runCli(['check', '-'], { stdin: SHOP + STRANGER + rootPolicy + config })).code).toBe(1);
    expect((await runCli(['check', '-', '--root-namespace', 'istio-system'], { stdin: SHOP + STRANGER + rootPolicy + config })).code).toBe(0);
  });

  test('say ambient where the manifests use it, unless they are overruled', async () => {
    const ambient = aYaml(aNamespaceObject('shop', { 'istio.io/dataplane-mode': 'ambient' }), aDeploymentObject('shop', 'web'), aServiceObject('shop', 'web'));
    const sends = async (...args: string[]) => {
      const { stdout } = await runCli(['connections', '-', '--format', 'json', ...args], { stdin: ambient });
      return (JSON.parse(stdout) as { connections: { sends: string }[] }).connections[0].sends;
    };
    expect(await sends()).toBe('hbone');
    expect(await sends('--no-ambient')).toBe('plaintext');
  });
});
