import { ambientAnswer } from '../../src/engine/ambient-policy';
import { ServerPolicies } from '../../src/engine/server-policies';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PeerAuthenticationFacts } from '../../src/model/peer-authentication-facts';
import { aPeerAuthentication } from '../support/a-peer-authentication';
import { aWorkload } from '../support/a-workload';
import { chainOf } from '../support/chain-of';

const { UNSET, DISABLE, PERMISSIVE, STRICT } = MtlsMode;
const OLD = '2024-01-01T00:00:00Z';
const NEW = '2025-01-01T00:00:00Z';

type What = Partial<PeerAuthenticationFacts>;
type Ports = Record<number, MtlsMode>;
const ofMesh = (mode: MtlsMode, what: What = {}) => aPeerAuthentication(mode, { namespace: 'istio-system', ...what });
const ofShop = (mode: MtlsMode, what: What = {}) => aPeerAuthentication(mode, what);
const ofWeb = (mode: MtlsMode, ports: Ports = {}, what: What = {}) => aPeerAuthentication(mode, {
  name: 'web', selector: { app: 'web' }, ports: new Map(Object.entries(ports).map(([port, own]) => [Number(port), own])), ...what,
});

/** A port of the workload `web`, which listens on 8080. */
function ask(policies: PeerAuthenticationFacts[], port = 8080, namespace = 'shop') {
  return ambientAnswer(new ServerPolicies(policies, 'istio-system'), aWorkload('web', { namespace }), port);
}

type Row = [string, PeerAuthenticationFacts[], 'STRICT' | 'open'];

function strictOrOpen(policies: PeerAuthenticationFacts[], port?: number): string {
  const { isStrict } = ask(policies, port);
  return isStrict === undefined ? 'left to chance' : isStrict ? 'STRICT' : 'open';
}

describe('without modes for ports, ztunnel is', () => {
  test.each<Row>([
    ['where no policy says anything', [], 'open'],
    ['where the mesh is STRICT', [ofMesh(STRICT)], 'STRICT'],
    ['where the mesh is PERMISSIVE', [ofMesh(PERMISSIVE)], 'open'],
    ['where the mesh is DISABLE: the tunnel is taken all the same', [ofMesh(DISABLE)], 'open'],
    ['where the namespace lifts what the mesh says', [ofMesh(STRICT), ofShop(DISABLE)], 'open'],
    ['where the namespace is UNSET below a STRICT mesh', [ofMesh(STRICT), ofShop(UNSET)], 'STRICT'],
    ['where the workload is STRICT below a DISABLE namespace', [ofShop(DISABLE), ofWeb(STRICT)], 'STRICT'],
    ['where the workload lifts what the namespace says', [ofShop(STRICT), ofWeb(PERMISSIVE)], 'open'],
    ['where the workload is UNSET below a STRICT namespace', [ofShop(STRICT), ofWeb(UNSET)], 'STRICT'],
    ['where the workload is UNSET below a PERMISSIVE namespace of a STRICT mesh', [ofMesh(STRICT), ofShop(PERMISSIVE), ofWeb(UNSET)], 'open'],
    ['where the policy is another workload\'s', [ofWeb(STRICT, {}, { selector: { app: 'api' } })], 'open'],
    ['where the root namespace selects the workload, which does nothing', [ofWeb(STRICT, {}, { namespace: 'istio-system' })], 'open'],
    ['where the older of two says nothing of STRICT', [ofShop(STRICT, { name: 'a', created: NEW }), ofShop(PERMISSIVE, { name: 'b', created: OLD })], 'open'],
  ])('%3$s %1$s', (_, policies, expected) => {
    expect(strictOrOpen(policies)).toBe(expected);
  });
});

describe('at port 8080 ztunnel is', () => {
  test.each<Row>([
    // The workload is STRICT itself: every exception counts.
    ['where a STRICT workload exempts it by PERMISSIVE', [ofWeb(STRICT, { 8080: PERMISSIVE })], 'open'],
    ['where a STRICT workload exempts it by DISABLE', [ofWeb(STRICT, { 8080: DISABLE })], 'open'],
    ['where a STRICT workload exempts another port', [ofWeb(STRICT, { 9090: DISABLE })], 'STRICT'],
    ['where it is UNSET below a STRICT workload with an exception', [ofWeb(STRICT, { 8080: UNSET, 9090: DISABLE })], 'STRICT'],
    // The workload lifts STRICT or has none: only ports that are STRICT count.
    ['where it alone is STRICT', [ofWeb(PERMISSIVE, { 8080: STRICT })], 'STRICT'],
    ['where it alone is STRICT in a DISABLE workload', [ofWeb(DISABLE, { 8080: STRICT })], 'STRICT'],
    ['where another port alone is STRICT', [ofWeb(PERMISSIVE, { 9090: STRICT })], 'open'],
    ['where it is STRICT, and no more is said', [ofWeb(UNSET, { 8080: STRICT })], 'STRICT'],
    ['where it is DISABLE in a PERMISSIVE workload', [ofWeb(PERMISSIVE, { 8080: DISABLE })], 'open'],
    // STRICT is inherited: a sidecar would honour every exception, ambient mode only some.
    ['where PERMISSIVE exempts it from the mesh\'s STRICT', [ofMesh(STRICT), ofWeb(UNSET, { 8080: PERMISSIVE })], 'open'],
    ['where PERMISSIVE exempts another port from the mesh\'s STRICT', [ofMesh(STRICT), ofWeb(UNSET, { 9090: PERMISSIVE })], 'STRICT'],
    ['where PERMISSIVE exempts it from the namespace\'s STRICT', [ofShop(STRICT), ofWeb(UNSET, { 8080: PERMISSIVE })], 'open'],
    ['where DISABLE alone would exempt it from an inherited STRICT', [ofMesh(STRICT), ofWeb(UNSET, { 8080: DISABLE })], 'STRICT'],
    ['where DISABLE exempts it beside a PERMISSIVE port', [ofMesh(STRICT), ofWeb(UNSET, { 8080: DISABLE, 9090: PERMISSIVE })], 'open'],
    ['where it is STRICT below an inherited STRICT', [ofMesh(STRICT), ofWeb(UNSET, { 8080: STRICT })], 'STRICT'],
  ])('%3$s %1$s', (_, policies, expected) => {
    expect(strictOrOpen(policies)).toBe(expected);
  });
});

describe('istiod leaves a port open that ought to be STRICT', () => {
  test.each<[string, PeerAuthenticationFacts[]]>([
    ['where it is STRICT, its workload is not, and the mesh is', [ofMesh(STRICT), ofWeb(PERMISSIVE, { 8080: STRICT })]],
    ['where it is STRICT in a DISABLE workload, the namespace is UNSET and the mesh STRICT', [ofMesh(STRICT), ofShop(UNSET), ofWeb(DISABLE, { 8080: STRICT })]],
    ['where another port is PERMISSIVE, the namespace is UNSET and the mesh STRICT', [ofMesh(STRICT), ofShop(UNSET), ofWeb(UNSET, { 9090: PERMISSIVE })]],
    ['where another port is PERMISSIVE and the namespace\'s STRICT has an empty selector', [ofShop(STRICT, { hasSelector: true }), ofWeb(UNSET, { 9090: PERMISSIVE })]],
  ])('%s', (_, policies) => {
    expect(strictOrOpen(policies)).toBe('open');
    expect(ask(policies).reasons.map(({ rule, object }) => [rule, object?.name])).toEqual([['ambient-fails-open', 'web']]);
  });

  test('but not where the namespace itself says STRICT, or PERMISSIVE', () => {
    expect(strictOrOpen([ofMesh(STRICT), ofShop(PERMISSIVE), ofWeb(PERMISSIVE, { 8080: STRICT })])).toBe('STRICT');
    expect(strictOrOpen([ofMesh(STRICT), ofShop(STRICT), ofWeb(UNSET, { 9090: PERMISSIVE })])).toBe('STRICT');
  });
});

describe('a mesh policy with an empty selector', () => {
  const policies = [ofMesh(STRICT, { hasSelector: true })];

  test('is not seen by workloads outside of the root namespace', () => {
    expect(ask(policies)).toMatchObject({ isStrict: false });
    expect(chainOf(ask(policies).reasons)).toEqual(['ambient-empty-selector PeerAuthentication istio-system/default spec.selector', 'default-mode']);
  });

  test('is seen by workloads of the root namespace', () => {
    expect(ask(policies, 8080, 'istio-system').isStrict).toBe(true);
  });

  test('of a namespace is seen', () => {
    expect(ask([ofShop(STRICT, { hasSelector: true })]).isStrict).toBe(true);
  });
});

describe('where policies of a scope are equally old', () => {
  const twins = (one: MtlsMode, other: MtlsMode, created?: string) => [ofShop(one, { name: 'a', created }), ofShop(other, { name: 'b', created })];

  test.each([['of one second', OLD], ['of a repo', undefined]])('and %s, the answer is left to chance: names decide nothing', (_, created) => {
    const { isStrict, reasons } = ask(twins(STRICT, PERMISSIVE, created));
    expect(isStrict).toBeUndefined();
    expect(chainOf(reasons)).toEqual(['equally-old-policies PeerAuthentication shop/a']);
  });

  test.each<Row>([
    ['because both say the same', twins(STRICT, STRICT), 'STRICT'],
    ['because neither says STRICT', twins(PERMISSIVE, DISABLE), 'open'],
    ['because the workload has a policy of its own', [...twins(STRICT, PERMISSIVE), ofWeb(STRICT)], 'STRICT'],
  ])('the answer is %3$s %1$s', (_, policies, expected) => {
    expect(strictOrOpen(policies)).toBe(expected);
  });
});

describe('the reason is', () => {
  test.each<[string, PeerAuthenticationFacts[], string[]]>([
    ['a default', [], ['default-mode']],
    ['the policy that decides, not those above it', [ofMesh(PERMISSIVE), ofShop(STRICT)], ['ambient-strict PeerAuthentication shop/default spec.mtls.mode']],
    ['the policy above one that is UNSET', [ofMesh(STRICT), ofShop(UNSET), ofWeb(UNSET)], ['ambient-strict PeerAuthentication istio-system/default spec.mtls.mode']],
    ['what lifts STRICT', [ofMesh(STRICT), ofShop(DISABLE)], ['ambient-not-strict PeerAuthentication shop/default spec.mtls.mode']],
    ['the port\'s own mode', [ofWeb(STRICT, { 8080: DISABLE })], ['ambient-port-policy PeerAuthentication shop/web spec.portLevelMtls["8080"].mode']],
    ['the ports\' modes, for a port that has none', [ofWeb(STRICT, { 9090: DISABLE })], ['ambient-port-policy PeerAuthentication shop/web spec.portLevelMtls']],
    ['the port that ought to be STRICT', [ofMesh(STRICT), ofWeb(PERMISSIVE, { 8080: STRICT })], ['ambient-fails-open PeerAuthentication shop/web spec.portLevelMtls["8080"].mode']],
    ['the ports\' modes, for a port that they leave open', [ofMesh(STRICT), ofShop(UNSET), ofWeb(UNSET, { 9090: PERMISSIVE })], ['ambient-fails-open PeerAuthentication shop/web spec.portLevelMtls']],
    ['that DISABLE is passed over', [ofMesh(STRICT), ofWeb(UNSET, { 8080: DISABLE })], [
      'ambient-strict PeerAuthentication istio-system/default spec.mtls.mode',
      'ambient-disable-ignored PeerAuthentication shop/web spec.portLevelMtls["8080"].mode',
    ]],
    ['nothing of a DISABLE that is passed over at another port', [ofMesh(STRICT), ofWeb(UNSET, { 9090: DISABLE })], [
      'ambient-strict PeerAuthentication istio-system/default spec.mtls.mode',
    ]],
  ])('%s', (_, policies, expected) => {
    expect(chainOf(ask(policies).reasons)).toEqual(expected);
  });
});
