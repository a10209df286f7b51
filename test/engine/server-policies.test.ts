import { ServerPolicies } from '../../src/engine/server-policies';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PeerAuthenticationFacts } from '../../src/model/peer-authentication-facts';
import { aPeerAuthentication } from '../support/a-peer-authentication';
import { aWorkload } from '../support/a-workload';
import { chainOf } from '../support/chain-of';

const { UNSET, DISABLE, PERMISSIVE, STRICT } = MtlsMode;
const WEB = { app: 'web' };
const web = aWorkload('web', { podLabels: { ...WEB, tier: 'front' } });
const OLD = '2024-01-01T00:00:00Z';
const NEW = '2025-01-01T00:00:00Z';

type What = Partial<PeerAuthenticationFacts>;
const ofMesh = (mode: MtlsMode, what: What = {}) => aPeerAuthentication(mode, { namespace: 'istio-system', ...what });
const ofShop = (mode: MtlsMode, what: What = {}) => aPeerAuthentication(mode, what);
const ofWeb = (mode: MtlsMode, what: What = {}) => aPeerAuthentication(mode, { name: 'web', selector: WEB, ...what });
const ports = (modes: Record<number, MtlsMode>) => new Map(Object.entries(modes).map(([port, mode]) => [Number(port), mode]));

function ask(policies: PeerAuthenticationFacts[], port = 8080, workload = web) {
  return new ServerPolicies(policies, 'istio-system').portMode(workload, port);
}

type Row = [string, PeerAuthenticationFacts[], MtlsMode];

describe('a workload accepts', () => {
  test.each<Row>([
    ['PERMISSIVE, where nothing is said', [], PERMISSIVE],
    ['what the mesh policy says', [ofMesh(STRICT)], STRICT],
    ['PERMISSIVE, where the mesh policy is UNSET', [ofMesh(UNSET)], PERMISSIVE],
    ['what the namespace policy says, above the mesh', [ofMesh(STRICT), ofShop(DISABLE)], DISABLE],
    ['what the mesh says, where the namespace is UNSET', [ofMesh(STRICT), ofShop(UNSET)], STRICT],
    ['what the workload policy says, above all', [ofMesh(STRICT), ofShop(STRICT), ofWeb(DISABLE)], DISABLE],
    ['what the namespace says, where the workload is UNSET', [ofMesh(STRICT), ofShop(DISABLE), ofWeb(UNSET)], DISABLE],
    ['the mesh\'s mode, where namespace and workload are UNSET', [ofMesh(DISABLE), ofShop(UNSET), ofWeb(UNSET)], DISABLE],
    ['PERMISSIVE, where all three are UNSET', [ofMesh(UNSET), ofShop(UNSET), ofWeb(UNSET)], PERMISSIVE],
  ])('%s', (_, policies, expected) => {
    expect(ask(policies).mode).toBe(expected);
    expect(ask([...policies].reverse()).mode).toBe(expected);
  });
});

describe('a policy is for a workload', () => {
  test.each<Row>([
    ['where its selector is part of the pod labels', [ofWeb(STRICT, { selector: { tier: 'front' } })], STRICT],
    ['where each pair of its selector is among the pod labels', [ofWeb(STRICT, { selector: { ...WEB, tier: 'front' } })], STRICT],
    ['but not where one pair is missing', [ofWeb(STRICT, { selector: { ...WEB, track: 'canary' } })], PERMISSIVE],
    ['but not where a value differs', [ofWeb(STRICT, { selector: { app: 'api' } })], PERMISSIVE],
    ['but not where its namespace is another', [ofWeb(STRICT, { namespace: 'bank' })], PERMISSIVE],
    ['but not where it is another namespace\'s for all', [ofShop(STRICT, { namespace: 'bank' })], PERMISSIVE],
    ['where its selector is empty, as one for the whole namespace', [ofShop(STRICT, { hasSelector: true })], STRICT],
    ['where its selector is empty and it lies in the root namespace, as one for the mesh', [ofMesh(STRICT, { hasSelector: true })], STRICT],
  ])('%s', (_, policies, expected) => {
    expect(ask(policies).mode).toBe(expected);
  });

  test('of the root namespace, only where it has no selector: with one it does nothing, for pods of the root namespace too', () => {
    const inRoot = aWorkload('web', { namespace: 'istio-system', podLabels: WEB });
    for (const workload of [web, inRoot]) expect(ask([ofWeb(STRICT, { namespace: 'istio-system' })], 8080, workload).mode).toBe(PERMISSIVE);
  });

  test('of the root namespace, whatever its name is', () => {
    expect(new ServerPolicies([aPeerAuthentication(STRICT, { namespace: 'mesh-root' })], 'mesh-root').portMode(web, 80).mode).toBe(STRICT);
    expect(new ServerPolicies([ofMesh(STRICT)], 'mesh-root').portMode(web, 80).mode).toBe(PERMISSIVE);
  });
});

describe('of several policies for one scope, the one that counts is', () => {
  test.each<[string, (mode: MtlsMode, what: What) => PeerAuthenticationFacts]>([['the mesh', ofMesh], ['a namespace', ofShop], ['a workload', ofWeb]])('the oldest, and none is merged with it: %s', (_, of) => {
    expect(ask([of(STRICT, { name: 'a', created: NEW }), of(DISABLE, { name: 'b', created: OLD })]).mode).toBe(DISABLE);
    // UNSET inherits from above, not from the policy beside it.
    expect(ask([of(STRICT, { name: 'a', created: NEW }), of(UNSET, { name: 'b', created: OLD })]).mode).toBe(PERMISSIVE);
  });

  test('the oldest of those that select the workload, however narrow the others are', () => {
    const wide = ofWeb(DISABLE, { name: 'wide', selector: { tier: 'front' }, created: OLD });
    const narrow = ofWeb(STRICT, { name: 'narrow', selector: { ...WEB, tier: 'front' }, created: NEW, ports: ports({ 8080: STRICT }) });
    expect(ask([narrow, wide]).mode).toBe(DISABLE);
  });

  test.each([
    ['of one age', OLD, OLD],
    ['within one second', '2024-01-01T00:00:00.900Z', '2024-01-01T00:00:00.100Z'],
    ['of no age at all', undefined, undefined],
  ])('the first by name, where they are %s', (_, created, other) => {
    expect(ask([ofShop(STRICT, { name: 'b', created: other }), ofShop(DISABLE, { name: 'a', created })]).mode).toBe(DISABLE);
  });

  test('one that a cluster has, before one of a repo', () => {
    expect(ask([ofShop(STRICT, { name: 'b', created: NEW }), ofShop(DISABLE, { name: 'a' })]).mode).toBe(STRICT);
  });
});

describe('a port accepts', () => {
  test.each<Row>([
    ['its own mode, above its workload\'s', [ofWeb(STRICT, { ports: ports({ 8080: DISABLE }) })], DISABLE],
    ['its own mode, where the workload says nothing', [ofMesh(STRICT), ofWeb(UNSET, { ports: ports({ 8080: PERMISSIVE }) })], PERMISSIVE],
    ['its workload\'s mode, where another port has one', [ofWeb(STRICT, { ports: ports({ 9090: DISABLE }) })], STRICT],
    ['its workload\'s mode, where it is UNSET', [ofMesh(STRICT), ofWeb(DISABLE, { ports: ports({ 8080: UNSET }) })], DISABLE],
    ['the inherited mode, where it and its workload are UNSET', [ofMesh(STRICT), ofShop(DISABLE), ofWeb(UNSET, { ports: ports({ 8080: UNSET }) })], DISABLE],
    ['nothing of what a namespace policy says of ports', [ofShop(STRICT, { ports: ports({ 8080: DISABLE }) })], STRICT],
    ['nothing of what a mesh policy says of ports', [ofMesh(STRICT, { ports: ports({ 8080: DISABLE }) })], STRICT],
    ['nothing of what a policy says that is not the oldest', [
      ofWeb(STRICT, { name: 'a', created: NEW, ports: ports({ 8080: DISABLE }) }), ofWeb(PERMISSIVE, { name: 'b', created: OLD }),
    ], PERMISSIVE],
  ])('%s', (_, policies, expected) => {
    expect(ask(policies).mode).toBe(expected);
  });

  test('its own mode where no container declares it, and no Service leads to it', () => {
    expect(ask([ofWeb(UNSET, { ports: ports({ 1234: STRICT }) })], 1234).mode).toBe(STRICT);
  });
});

test('the mode of a namespace is that of its ports, workload policies aside', () => {
  const policies = new ServerPolicies([ofMesh(STRICT), ofShop(DISABLE), ofWeb(PERMISSIVE)], 'istio-system');
  expect([policies.namespaceMode('shop').mode, policies.namespaceMode('bank').mode]).toEqual([DISABLE, STRICT]);
  expect(chainOf(policies.namespaceMode('shop').reasons)).toEqual([
    'mesh-policy PeerAuthentication istio-system/default spec.mtls.mode',
    'namespace-policy PeerAuthentication shop/default spec.mtls.mode',
  ]);
});

describe('the reasons are', () => {
  const mode = 'spec.mtls.mode';
  const old = { created: OLD };

  test.each<[string, PeerAuthenticationFacts[], string[]]>([
    ['Istio\'s default, where nothing is said', [], ['default-mode']],
    ['Istio\'s default, where no policy is for the workload', [ofWeb(STRICT, { selector: { app: 'api' } })], ['default-mode']],
    ['each policy from the mesh down', [ofWeb(STRICT), ofShop(DISABLE), ofMesh(PERMISSIVE)], [
      `mesh-policy PeerAuthentication istio-system/default ${mode}`,
      `namespace-policy PeerAuthentication shop/default ${mode}`,
      `workload-policy PeerAuthentication shop/web ${mode}`,
    ]],
    ['that UNSET inherits', [ofMesh(STRICT), ofShop(UNSET)], [
      `mesh-policy PeerAuthentication istio-system/default ${mode}`,
      `unset-inherits PeerAuthentication shop/default ${mode}`,
    ]],
    ['the port\'s, last', [ofWeb(STRICT, { ports: ports({ 8080: DISABLE }) })], [
      'default-mode',
      `workload-policy PeerAuthentication shop/web ${mode}`,
      'port-policy PeerAuthentication shop/web spec.portLevelMtls["8080"].mode',
    ]],
    ['that a port that is UNSET inherits', [ofWeb(STRICT, { ports: ports({ 8080: UNSET }) })], [
      'default-mode',
      `workload-policy PeerAuthentication shop/web ${mode}`,
      'unset-inherits PeerAuthentication shop/web spec.portLevelMtls["8080"].mode',
    ]],
    ['that a newer policy is ignored', [ofShop(STRICT, { name: 'new', created: NEW }), ofShop(DISABLE, { name: 'old', ...old })], [
      'oldest-policy-wins PeerAuthentication shop/new',
      `namespace-policy PeerAuthentication shop/old ${mode}`,
    ]],
    ['that a policy as old is ignored for its name', [ofShop(STRICT, { name: 'b', ...old }), ofShop(DISABLE, { name: 'a', ...old })], [
      'name-breaks-tie PeerAuthentication shop/b',
      `namespace-policy PeerAuthentication shop/a ${mode}`,
    ]],
    ['that a selector in the root namespace does nothing', [ofWeb(STRICT, { namespace: 'istio-system', name: 'all-web' }), ofShop(DISABLE)], [
      'selector-in-root-ignored PeerAuthentication istio-system/all-web spec.selector',
      `namespace-policy PeerAuthentication shop/default ${mode}`,
    ]],
    ['nothing of a selector in the root namespace that would not select the pod anyway', [ofWeb(STRICT, { namespace: 'istio-system', selector: { app: 'api' } })], ['default-mode']],
  ])('%s', (_, policies, expected) => {
    expect(chainOf(ask(policies).reasons)).toEqual(expected);
  });

  test('in words that name the mode that was found, not the one that is written', () => {
    const texts = ask([ofMesh(STRICT), ofShop(UNSET), ofWeb(DISABLE, { ports: ports({ 8080: UNSET }) })]).reasons.map(({ text }) => text);
    expect(texts).toEqual(['says STRICT', 'says UNSET and inherits STRICT', 'says DISABLE', 'port 8080 is UNSET and inherits DISABLE']);
  });

  test('with the file and line of the policy', () => {
    const [reason] = ask([ofMesh(STRICT, { source: 'mesh.yaml', line: 12 })]).reasons;
    expect(reason.object).toEqual({ kind: 'PeerAuthentication', namespace: 'istio-system', name: 'default', source: 'mesh.yaml', line: 12 });
  });
});
