import { tempFolder } from '../../support/temp-folder';
import { aDeploymentObject, aNamespaceObject, aServiceObject, aYaml } from '../a-yaml';
import { runCli } from '../run-cli';

const WORKLOADS = aYaml(aDeploymentObject('shop', 'web'), aServiceObject('shop', 'web'), aDeploymentObject('bank', 'api'), aServiceObject('bank', 'api'));
const STRICT = aYaml(...['shop', 'bank'].map((namespace) => ({
  apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { namespace, name: 'default' }, spec: { mtls: { mode: 'STRICT' } },
})));

async function textOf(stdin: string, ...args: string[]): Promise<string> {
  return (await runCli(['check', '-', ...args], { stdin })).stdout;
}

describe('connections that no Namespace decides', () => {
  test('are told before the summary', async () => {
    expect(await textOf(WORKLOADS + STRICT)).toMatch(/^4 of 4 connections cannot be decided: Namespaces bank, shop are not among the manifests; add them\n0 errors/);
    expect(await textOf(WORKLOADS + STRICT + aYaml(aNamespaceObject('shop')))).toMatch(/3 of 4 connections cannot be decided: Namespace bank is not among the manifests; add it\n/);
  });

  test('are not, where all Namespaces are there, or in JSON', async () => {
    expect(await textOf(WORKLOADS + STRICT + aYaml(aNamespaceObject('shop'), aNamespaceObject('bank')))).not.toContain('cannot be decided');
    expect(await textOf(WORKLOADS + STRICT, '--format', 'json')).not.toContain('undecided');
  });

  test('name three Namespaces, and how many more', async () => {
    const many = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => [aDeploymentObject(name, 'web'), aServiceObject(name, 'web')]);
    const strict = { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { namespace: 'istio-system', name: 'default' }, spec: { mtls: { mode: 'STRICT' } } };
    expect(await textOf(aYaml(...many, strict))).toContain('Namespaces a, b, c and 2 more are not among the manifests');
  });
});

describe('what policies of workloads keep below the assumed mode', () => {
  const mesh = WORKLOADS + aYaml(aNamespaceObject('shop'), aNamespaceObject('bank'));
  const own = (namespace: string, app: string, spec: object): object => ({
    apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { namespace, name: app }, spec: { selector: { matchLabels: { app } }, ...spec },
  });

  test('is told below the headline', async () => {
    const policies = aYaml(own('shop', 'web', { mtls: { mode: 'PERMISSIVE' } }), own('bank', 'api', { portLevelMtls: { 8080: { mode: 'DISABLE' } } }));
    expect((await textOf(mesh + policies, '--assume', 'STRICT')).split('\n')[1]).toMatch(
      /^2 workloads stay below STRICT, whole or in ports, by policies of their own: PeerAuthentication bank\/api \(-:\d+\), PeerAuthentication shop\/web \(-:\d+\)$/);
    expect(await textOf(mesh + policies, '--assume', 'STRICT', '-n', 'shop')).toMatch(/\n1 workload stays below STRICT, .* of its own: PeerAuthentication shop\/web \(-:\d+\)\n/);
  });

  test('is not told where nothing is', async () => {
    expect(await textOf(mesh + aYaml(own('shop', 'web', { mtls: { mode: 'STRICT' } }), own('shop', 'gone', { mtls: { mode: 'DISABLE' } })), '--assume', 'STRICT')).not.toContain('below');
  });
});

test('namespaces that a shared config file knows need not be in the input', async () => {
  const cwd = tempFolder({ 'mesh.yaml': WORKLOADS + STRICT, 'istio-mtls.yaml': 'known: [elsewhere]\n' });
  expect((await runCli(['check', 'mesh.yaml'], { cwd })).code).toBe(0);
  const { code, stderr } = await runCli(['check', 'mesh.yaml', '--known', 'elsewhere'], { cwd });
  expect([code, stderr]).toEqual([2, expect.stringContaining('--known: namespace elsewhere is not in the input')]);
});
