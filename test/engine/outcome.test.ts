import { judge, Judged, Outcome, ServerKind } from '../../src/engine/outcome';
import type { PortProtocol } from '../../src/engine/port-protocol';
import type { EffectiveMode } from '../../src/model/mode-strength';
import { MtlsMode } from '../../src/model/mtls-mode';

const { DISABLE, PERMISSIVE, STRICT } = MtlsMode;

const NONE: ServerKind = { kind: 'none' };
const GATEWAY: ServerKind = { kind: 'gateway' };
const OUTSIDE: ServerKind = { kind: 'outside' };
const AMBIENT: ServerKind = { kind: 'ambient', isStrict: false };
const AMBIENT_STRICT: ServerKind = { kind: 'ambient', isStrict: true };
const aSidecar = (mode: EffectiveMode, protocol: PortProtocol = 'http'): ServerKind => ({ kind: 'sidecar', mode, protocol: () => protocol });

const SENT = {
  'plaintext': { sends: 'plaintext' },
  'mtls': { sends: 'mtls' },
  'SIMPLE': { sends: 'app-tls', inner: 'SIMPLE' },
  'MUTUAL': { sends: 'app-tls', inner: 'MUTUAL' },
  'hbone': { sends: 'hbone' },
  'hbone with SIMPLE': { sends: 'hbone', inner: 'SIMPLE' },
  'hbone with MUTUAL': { sends: 'hbone', inner: 'MUTUAL' },
} as const;
type Sending = keyof typeof SENT;

const ask = (sending: Sending, server: ServerKind, isServerFirst = false): Judged => judge(SENT[sending], server, isServerFirst);

// Every row of the verdict table: what is sent, and what comes of it at each kind of server, HTTP ports first.
const SERVERS: readonly [string, ServerKind][] = [
  ['no proxy', NONE],
  ['sidecar DISABLE', aSidecar(DISABLE)],
  ['sidecar PERMISSIVE', aSidecar(PERMISSIVE)],
  ['sidecar STRICT', aSidecar(STRICT)],
  ['sidecar DISABLE tcp', aSidecar(DISABLE, 'tcp')],
  ['sidecar PERMISSIVE tcp', aSidecar(PERMISSIVE, 'tcp')],
  ['sidecar PERMISSIVE auto', aSidecar(PERMISSIVE, 'auto')],
  ['ambient', AMBIENT],
  ['ambient STRICT', AMBIENT_STRICT],
  ['gateway', GATEWAY],
  ['outside', OUTSIDE],
];
const TABLE: Readonly<Record<Exclude<Sending, `hbone${string}`>, readonly Outcome[]>> = {
  plaintext: ['plaintext', 'plaintext', 'plaintext', 'refused', 'plaintext', 'plaintext', 'plaintext', 'plaintext', 'refused', 'depends', 'plaintext'],
  mtls: ['broken', 'broken', 'mtls', 'mtls', 'broken', 'mtls', 'mtls', 'broken', 'refused', 'depends', 'depends'],
  SIMPLE: ['app-tls', 'broken', 'broken', 'broken', 'app-tls', 'app-tls', 'app-tls', 'app-tls', 'refused', 'depends', 'app-tls'],
  MUTUAL: ['app-tls', 'broken', 'broken', 'depends', 'app-tls', 'app-tls', 'app-tls', 'app-tls', 'refused', 'depends', 'app-tls'],
};

describe('bytes come to', () => {
  const cells = Object.entries(TABLE).flatMap(([sending, outcomes]) => (
    outcomes.map((outcome, i) => [sending as Sending, ...SERVERS[i], outcome] as const)));

  test.each(cells)('%s to %s', (sending, _, server, outcome) => {
    expect(ask(sending, server).outcome).toBe(outcome);
  });
});

describe('the tunnel carries the client\'s identity to', () => {
  test.each([
    ...([DISABLE, PERMISSIVE, STRICT] as const).map((mode) => [`a ${mode} sidecar, whose mode nobody asks`, aSidecar(mode, 'auto')] as const),
    ['an ambient server', AMBIENT],
    ['a STRICT ambient server', AMBIENT_STRICT],
    ['a sidecar that does not see the port, but the tunnel\'s', { kind: 'none', takesTunnel: true }],
  ] as const)('%s', (_, server) => {
    expect(ask('hbone', server).outcome).toBe('mtls');
    expect(ask('hbone with SIMPLE', server).outcome).toBe('app-tls');
    expect(ask('hbone with MUTUAL', server).outcome).toBe('app-tls');
  });

  test('a port that takes HTTP, which cannot read TLS that comes out of the tunnel', () => {
    expect(ask('hbone', aSidecar(STRICT, 'http')).outcome).toBe('mtls');
    expect(ask('hbone with SIMPLE', aSidecar(STRICT, 'http')).outcome).toBe('broken');
  });

  test('nobody, where nothing listens for it', () => {
    expect(ask('hbone', NONE).outcome).toBe('broken');
  });
});

describe('where the server speaks first, plaintext', () => {
  test.each<[string, ServerKind, Outcome]>([
    ['stalls at a PERMISSIVE port', aSidecar(PERMISSIVE, 'tcp'), 'broken'],
    ['stalls at a DISABLE port whose protocol has to be found out', aSidecar(DISABLE, 'auto'), 'broken'],
    ['works at a DISABLE port that says it is TCP', aSidecar(DISABLE, 'tcp'), 'plaintext'],
    ['is refused at a STRICT port, as ever', aSidecar(STRICT, 'tcp'), 'refused'],
    ['works without a proxy', NONE, 'plaintext'],
    ['works in ambient mode', AMBIENT, 'plaintext'],
  ])('%s', (_, server, outcome) => {
    expect(ask('plaintext', server, true).outcome).toBe(outcome);
  });

  test('is not what mutual TLS waits for: its client speaks first', () => {
    expect(ask('mtls', aSidecar(PERMISSIVE, 'tcp'), true).outcome).toBe('mtls');
  });
});

test('the protocol of a port is asked for only where it matters, for it costs a search', () => {
  const protocol = jest.fn((): PortProtocol => 'tcp');
  for (const mode of [DISABLE, PERMISSIVE, STRICT] as const) for (const sending of ['plaintext', 'mtls', 'hbone'] as const) ask(sending, { kind: 'sidecar', mode, protocol });
  expect(protocol).not.toHaveBeenCalled();
});

describe('the reason is', () => {
  test.each<[string, Sending, ServerKind, Judged['reason']]>([
    ['what the port takes', 'plaintext', aSidecar(PERMISSIVE), { rule: 'accepts-plaintext', text: 'a PERMISSIVE port takes plaintext' }],
    ['that it takes mutual TLS', 'mtls', aSidecar(STRICT), { rule: 'accepts-mtls', text: 'a STRICT port takes mutual TLS' }],
    ['that STRICT refuses', 'plaintext', aSidecar(STRICT), { rule: 'strict-refuses', text: 'a STRICT port refuses plaintext' }],
    ['that STRICT refuses other TLS', 'SIMPLE', aSidecar(STRICT), { rule: 'strict-refuses', text: expect.stringContaining('TLS of another kind') as string }],
    ['that a certificate may fit', 'MUTUAL', aSidecar(STRICT), { rule: 'own-certificate', text: expect.stringContaining('mesh\'s root') as string }],
    ['that HTTP ports let no other TLS through', 'SIMPLE', aSidecar(PERMISSIVE), { rule: 'http-port-refuses-tls', text: expect.stringContaining('HTTP') as string }],
    ['that nobody ends mutual TLS', 'mtls', aSidecar(DISABLE), { rule: 'nobody-ends-tls', text: expect.stringContaining('DISABLE') as string }],
    ['that nobody ends it without a proxy', 'mtls', NONE, { rule: 'nobody-ends-tls', text: expect.stringContaining('no proxy') as string }],
    ['that ztunnel wants an identity', 'plaintext', AMBIENT_STRICT, { rule: 'identity-required', text: expect.stringContaining('identity') as string }],
    ['that HBONE brings one', 'hbone', AMBIENT_STRICT, { rule: 'hbone-carries-identity', text: expect.stringContaining('identity') as string }],
    ['that a gateway decides itself', 'plaintext', GATEWAY, { rule: 'gateway-server', text: expect.stringContaining('Gateway') as string }],
    ['that nobody knows what is outside', 'mtls', OUTSIDE, { rule: 'server-outside', text: expect.stringContaining('outside') as string }],
    ['that there is no proxy', 'plaintext', NONE, { rule: 'no-proxy-server', text: expect.stringContaining('no proxy') as string }],
  ])('%s', (_, sending, server, expected) => {
    expect(ask(sending, server).reason).toEqual(expected);
  });

  test('that the server speaks first, with what waits for the client', () => {
    expect(ask('plaintext', aSidecar(PERMISSIVE, 'tcp'), true).reason).toMatchObject({ rule: 'server-speaks-first', text: expect.stringContaining('a PERMISSIVE port') });
    expect(ask('plaintext', aSidecar(DISABLE, 'auto'), true).reason.text).toContain('has to find out');
  });
});
