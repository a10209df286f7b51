import { aDeploymentObject, aNamespaceObject, aPeerAuthenticationObject, aYaml } from '../a-yaml';
import { runCli } from '../run-cli';

interface PolicyJson {
  readonly resource: string;
  readonly scope: string | null;
  readonly effectiveMode: string;
  readonly ignored: string | null;
  readonly overriddenBy: readonly string[];
  readonly stillPermissive: readonly { readonly workload: { readonly name: string }; readonly ports: readonly object[] }[];
}

const SHOP = aYaml(aNamespaceObject('shop'), aDeploymentObject('shop', 'web'), aDeploymentObject('shop', 'orders'));

function aWorkloadPolicy(name: string, app: string, spec: object, metadata: object = {}): object {
  return { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { namespace: 'shop', name, ...metadata }, spec: { selector: { matchLabels: { app } }, ...spec } };
}

async function list(...objects: object[]): Promise<{ readonly policies: readonly PolicyJson[]; readonly permissiveByDefault: readonly unknown[] }> {
  const { code, stdout } = await runCli(['list', '-', '--format', 'json'], { stdin: SHOP + aYaml(...objects) });
  expect(code).toBe(0);
  return JSON.parse(stdout) as { policies: PolicyJson[]; permissiveByDefault: unknown[] };
}

describe('a policy that Istio does not follow', () => {
  test.each([
    ['is younger', [aPeerAuthenticationObject('shop', 'STRICT', { creationTimestamp: '2026-01-01T00:00:00Z' }), aPeerAuthenticationObject('shop', 'DISABLE', { name: 'a', creationTimestamp: '2026-02-01T00:00:00Z' })], 'PeerAuthentication shop/a', 'default is older'],
    ['is later by name', [aPeerAuthenticationObject('shop', 'STRICT'), aPeerAuthenticationObject('shop', 'DISABLE', { name: 'z' })], 'PeerAuthentication shop/z', 'default is first by name'],
    ['selects in the root namespace', [aWorkloadPolicy('root', 'web', {}, { namespace: 'istio-system' })], 'PeerAuthentication istio-system/root', 'a selector in the root namespace'],
    ['selects nothing', [aWorkloadPolicy('gone', 'gone', {})], 'PeerAuthentication shop/gone', 'it selects nothing here'],
    ['selects what another does', [aWorkloadPolicy('a', 'web', {}), aWorkloadPolicy('b', 'web', {})], 'PeerAuthentication shop/b', 'a is first by name'],
  ])('because it %s says so', async (_, policies, resource, ignored) => {
    const listed = (await list(...policies)).policies;
    expect(listed.filter((policy) => policy.ignored !== null).map((policy) => [policy.resource, policy.ignored])).toEqual([[resource, ignored]]);
  });
});

describe('what still takes plaintext', () => {
  test('is told with the policy that lets it', async () => {
    const { policies } = await list(aPeerAuthenticationObject('istio-system', 'PERMISSIVE'), aPeerAuthenticationObject('shop', 'STRICT'),
      aWorkloadPolicy('web', 'web', { portLevelMtls: { 8080: { mode: 'DISABLE' } } }));
    const open = ({ stillPermissive }: PolicyJson) => stillPermissive.map(({ workload, ports }) => [workload.name, ports]);
    expect(policies.map((policy) => [policy.resource, policy.scope, policy.effectiveMode, policy.overriddenBy, open(policy)])).toEqual([
      ['PeerAuthentication istio-system/default', 'mesh', 'PERMISSIVE', ['PeerAuthentication shop/default', 'PeerAuthentication shop/web'], []],
      ['PeerAuthentication shop/default', 'namespace', 'STRICT', ['PeerAuthentication shop/web'], []],
      ['PeerAuthentication shop/web', 'workload', 'STRICT', [], [['web', [{ port: 8080, mode: 'DISABLE' }]]]],
    ]);
  });

  test('is told where no policy says anything', async () => {
    const { policies, permissiveByDefault } = await list();
    expect([policies, permissiveByDefault.length]).toEqual([[], 2]);
    const { stdout } = await runCli(['list', '-'], { stdin: SHOP });
    expect(stdout).toBe('no PeerAuthentication: every port in the mesh is PERMISSIVE\n\nno policy, so PERMISSIVE by default: Deployment shop/orders:8080, Deployment shop/web:8080\n');
  });
});

test.each([
  ['2026-11-30T23:59:00Z', '1m'],
  ['2026-11-30T21:30:00Z', '2h'],
  ['2026-11-01T00:00:00Z', '30d'],
  ['2026-12-24T00:00:00Z', '0m'],
])('a policy of %s has the age %s', async (creationTimestamp, age) => {
  const { stdout } = await runCli(['list', '-'], { stdin: SHOP + aYaml(aPeerAuthenticationObject('shop', 'STRICT', { creationTimestamp })) });
  expect(stdout).toMatch(new RegExp(` ${age} `));
});
