import { ClientQuestion, SeenEndpoint, sentBy, Sent } from '../../src/engine/client-tls';
import { MergedRule, mergeInto } from '../../src/engine/merged-rule';
import type { ServerMode } from '../../src/engine/server-policies';
import type { DestinationRuleFacts, SubsetFacts, TlsSetting, TrafficPolicyFacts } from '../../src/model/destination-rule-facts';
import type { EffectiveMode } from '../../src/model/mode-strength';
import { MtlsMode } from '../../src/model/mtls-mode';
import { aHost } from '../support/a-host';
import { aRule, aTls, aTrafficPolicy } from '../support/a-rule';
import { chainOf } from '../support/chain-of';

const { DISABLE, PERMISSIVE, STRICT } = MtlsMode;
const HOST = 'orders.shop.svc.cluster.local';

const mode = (effective: EffectiveMode): ServerMode => ({ mode: effective, reasons: [] });
const aServer = (what: Partial<SeenEndpoint> = {}): SeenEndpoint => ({ speaksMtls: true, takesTunnel: false, mode: mode(PERMISSIVE), ...what });
const BARE = aServer({ speaksMtls: false });
const TUNNEL = aServer({ speaksMtls: false, takesTunnel: true });

/** What a sidecar sends to port 80 of orders.shop, with the servers that it has. */
function ask(what: Partial<ClientQuestion> = {}, ...others: SeenEndpoint[]): Sent {
  const server = what.server ?? aServer();
  return sentBy({ host: aHost('orders'), port: 80, client: 'sidecar', enableAutoMtls: true, server, all: () => [server, ...others], serviceMode: mode(PERMISSIVE), ...what });
}

function aMergedRule(trafficPolicy?: TrafficPolicyFacts, what: Partial<DestinationRuleFacts> = {}): MergedRule {
  const merged: MergedRule[] = [];
  mergeInto(merged, aRule(HOST, { trafficPolicy, ...what }), HOST, new Set());
  return merged[0];
}

const withTls = (tls: TlsSetting) => aMergedRule({ ...aTrafficPolicy(), tls });
const PASSTHROUGH = aMergedRule({ ...aTrafficPolicy(), loadBalancer: 'PASSTHROUGH' });
const headless = aHost('orders', { isHeadless: true });

const lastOf = ({ reasons }: Sent) => chainOf(reasons).at(-1);

describe('without a rule, a sidecar sends', () => {
  test.each<[string, Partial<ClientQuestion>, Sent['sends'], string]>([
    ['to a server with a proxy', {}, 'mtls', 'auto-mtls'],
    ['to a STRICT one', { server: aServer({ mode: mode(STRICT) }) }, 'mtls', 'auto-mtls'],
    ['to a port that is DISABLE', { server: aServer({ mode: mode(DISABLE) }) }, 'plaintext', 'endpoint-disable'],
    ['to a server without a proxy', { server: BARE }, 'plaintext', 'endpoint-without-mtls'],
    ['to a server that takes the tunnel', { server: TUNNEL }, 'hbone', 'tunnel'],
    ['to a server of a DISABLE namespace, STRICT as it may be itself', { server: aServer({ mode: mode(STRICT) }), serviceMode: mode(DISABLE) }, 'plaintext', 'service-disable'],
    ['through the tunnel, where the namespace is DISABLE', { server: TUNNEL, serviceMode: mode(DISABLE) }, 'hbone', 'tunnel'],
    ['where auto mTLS is off', { enableAutoMtls: false }, 'plaintext', 'auto-mtls-off'],
    ['through the tunnel, where auto mTLS is off', { server: TUNNEL, enableAutoMtls: false }, 'hbone', 'tunnel'],
    ['to a host outside the mesh', { host: aHost('orders', {}, { isExternal: true }) }, 'plaintext', 'external-host Service shop/orders spec.location'],
  ])('%s: %3$s', (_, question, sends, last) => {
    const sent = ask(question);
    expect([sent.sends, lastOf(sent)]).toEqual([sends, last]);
  });

  test('to each server what it takes, whatever the others take', () => {
    expect([ask({ server: aServer() }, BARE).sends, ask({ server: BARE }, aServer()).sends]).toEqual(['mtls', 'plaintext']);
  });
});

describe('to the servers of a headless Service, a sidecar sends', () => {
  test.each<[string, Partial<ClientQuestion>, SeenEndpoint[], Sent['sends'], string]>([
    ['where all have a proxy', {}, [aServer()], 'mtls', 'passthrough-mtls'],
    ['where one of them has none', {}, [BARE], 'plaintext', 'passthrough-without-proxy Service shop/orders'],
    ['where this one has none', { server: BARE }, [aServer()], 'plaintext', 'passthrough-without-proxy Service shop/orders'],
    ['where there is no server', { all: () => [] }, [], 'plaintext', 'passthrough-without-proxy Service shop/orders'],
    ['even to a port that is DISABLE: nobody asks the workload\'s policy', { server: aServer({ mode: mode(DISABLE) }) }, [], 'mtls', 'passthrough-mtls'],
    ['where the namespace is DISABLE', { serviceMode: mode(DISABLE) }, [], 'plaintext', 'service-disable'],
    ['to ambient servers: the tunnel does not lead where the application dialled', { server: TUNNEL }, [], 'plaintext', 'passthrough-without-proxy Service shop/orders'],
    ['to ambient servers, where a rule says ISTIO_MUTUAL', { server: TUNNEL, rule: aMergedRule(aTrafficPolicy('ISTIO_MUTUAL')) }, [], 'mtls', 'tls-istio-mutual DestinationRule shop/rule spec.trafficPolicy.tls.mode'],
  ])('%s: %4$s', (_, question, others, sends, last) => {
    const sent = ask({ host: headless, ...question }, ...others);
    expect([sent.sends, lastOf(sent)]).toEqual([sends, last]);
  });

  test('a gateway, to each what it takes, but only where none is without a proxy', () => {
    const ofGateway = { host: headless, client: 'gateway' } as const;
    expect(ask(ofGateway).sends).toBe('mtls');
    expect(ask({ ...ofGateway, server: aServer({ mode: mode(DISABLE) }) }).sends).toBe('plaintext');
    expect(ask(ofGateway, BARE).sends).toBe('plaintext');
  });
});

describe('where a rule balances by PASSTHROUGH, all servers are treated alike', () => {
  test.each<[string, Partial<ClientQuestion>, SeenEndpoint[], Sent['sends']]>([
    ['at its top', { rule: PASSTHROUGH, server: aServer({ mode: mode(DISABLE) }) }, [], 'mtls'],
    ['at its top, one without a proxy among them', { rule: PASSTHROUGH }, [BARE], 'plaintext'],
    ['for a gateway, too', { rule: PASSTHROUGH, client: 'gateway', server: aServer({ mode: mode(DISABLE) }) }, [], 'mtls'],
    // Only the top tells Istio to look at all of them.
    ['at a port, one without a proxy among them', {
      rule: aMergedRule({ ports: [{ field: 'spec.trafficPolicy.portLevelSettings[0]', port: 80, loadBalancer: 'PASSTHROUGH' }] }),
    }, [BARE], 'mtls'],
  ])('%s: %4$s', (_, question, others, sends) => {
    expect(ask(question, ...others).sends).toBe(sends);
  });
});

describe('as a rule says, a sidecar sends', () => {
  const own = (tlsMode: 'SIMPLE' | 'MUTUAL', what: Partial<TlsSetting> = {}) => withTls(aTls(tlsMode, { hasOwnCertificate: true, ...what }));
  const at = (rule: string, field = 'spec.trafficPolicy.tls.mode') => `${rule} DestinationRule shop/rule ${field}`;

  test.each<[string, MergedRule, SeenEndpoint, Sent['sends'], Sent['inner'], string]>([
    ['DISABLE', withTls(aTls('DISABLE')), aServer(), 'plaintext', undefined, at('tls-disable')],
    ['DISABLE by an empty tls', withTls(aTls('DISABLE', { isWritten: false })), aServer(), 'plaintext', undefined, at('tls-disable', 'spec.trafficPolicy.tls')],
    ['DISABLE, to a server that takes the tunnel', withTls(aTls('DISABLE')), TUNNEL, 'hbone', undefined, 'tunnel'],
    ['ISTIO_MUTUAL', withTls(aTls('ISTIO_MUTUAL')), aServer(), 'mtls', undefined, at('tls-istio-mutual')],
    ['ISTIO_MUTUAL, to a server without a proxy', withTls(aTls('ISTIO_MUTUAL')), BARE, 'mtls', undefined, at('tls-istio-mutual')],
    ['ISTIO_MUTUAL, to a port that is DISABLE', withTls(aTls('ISTIO_MUTUAL')), aServer({ mode: mode(DISABLE) }), 'mtls', undefined, at('tls-istio-mutual')],
    ['ISTIO_MUTUAL, to a server that takes the tunnel', withTls(aTls('ISTIO_MUTUAL')), TUNNEL, 'hbone', undefined, 'tunnel'],
    ['SIMPLE', own('SIMPLE'), aServer(), 'app-tls', 'SIMPLE', at('tls-own')],
    ['SIMPLE, inside of the tunnel', own('SIMPLE'), TUNNEL, 'hbone', 'SIMPLE', 'tunnel'],
    ['MUTUAL', own('MUTUAL'), aServer(), 'app-tls', 'MUTUAL', at('tls-own')],
    ['MUTUAL, inside of the tunnel', own('MUTUAL'), TUNNEL, 'hbone', 'MUTUAL', 'tunnel'],
    ['MUTUAL without a certificate', own('MUTUAL', { hasOwnCertificate: false }), aServer(), 'plaintext', undefined, at('certificate-missing')],
    ['SIMPLE with credentialName', own('SIMPLE', { credentialName: 'ca' }), aServer(), 'plaintext', undefined, at('credential-ignored')],
    ['MUTUAL with credentialName', own('MUTUAL', { credentialName: 'ca', hasOwnCertificate: false }), aServer(), 'plaintext', undefined, at('credential-ignored')],
    ['SIMPLE with the credentialName of a ConfigMap', own('SIMPLE', { credentialName: 'configmap://ca' }), aServer(), 'app-tls', 'SIMPLE', at('tls-own')],
    ['SIMPLE with an empty credentialName', own('SIMPLE', { credentialName: '' }), aServer(), 'app-tls', 'SIMPLE', at('tls-own')],
    ['ISTIO_MUTUAL with credentialName, which it passes over', withTls(aTls('ISTIO_MUTUAL', { credentialName: 'ca' })), aServer(), 'mtls', undefined, at('tls-istio-mutual')],
    ['SIMPLE with credentialName, to a server that takes the tunnel', own('SIMPLE', { credentialName: 'ca' }), TUNNEL, 'hbone', undefined, 'tunnel'],
  ])('%s: %4$s', (_, rule, server, sends, inner, last) => {
    const sent = ask({ rule, server });
    expect([sent.sends, sent.inner, lastOf(sent)]).toEqual([sends, inner, last]);
  });

  test('SIMPLE with credentialName, where the rule selects its clients, or the client is a gateway', () => {
    const rule = own('SIMPLE', { credentialName: 'ca' });
    expect(ask({ rule: { ...rule, workloadSelector: {} } }).sends).toBe('app-tls');
    expect(ask({ rule, client: 'gateway' }).sends).toBe('app-tls');
  });

  test('to a host outside the mesh, too', () => {
    expect(ask({ host: aHost('orders', {}, { isExternal: true }), rule: withTls(aTls('ISTIO_MUTUAL')) }).sends).toBe('mtls');
    expect(ask({ enableAutoMtls: false, serviceMode: mode(DISABLE), rule: withTls(aTls('ISTIO_MUTUAL')) }).sends).toBe('mtls');
  });
});

describe('below an entry for the port without TLS, what the top says decides for each server', () => {
  const entryBelow = (top?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL') => aMergedRule(aTrafficPolicy(top, { 80: undefined }));

  test.each<[string, MergedRule, SeenEndpoint, Sent['sends'], string]>([
    ['DISABLE', entryBelow('DISABLE'), aServer(), 'plaintext', 'port-entry-without-tls'],
    ['SIMPLE', entryBelow('SIMPLE'), aServer(), 'plaintext', 'port-entry-without-tls'],
    ['MUTUAL', entryBelow('MUTUAL'), aServer(), 'plaintext', 'port-entry-without-tls'],
    ['ISTIO_MUTUAL', entryBelow('ISTIO_MUTUAL'), aServer(), 'mtls', 'port-entry-without-tls'],
    ['ISTIO_MUTUAL, to a port that is DISABLE', entryBelow('ISTIO_MUTUAL'), aServer({ mode: mode(DISABLE) }), 'mtls', 'port-entry-without-tls'],
    ['ISTIO_MUTUAL, to a server without a proxy', entryBelow('ISTIO_MUTUAL'), BARE, 'plaintext', 'endpoint-without-mtls'],
    ['nothing', entryBelow(), aServer(), 'mtls', 'auto-mtls'],
    ['SIMPLE, to a server that takes the tunnel', entryBelow('SIMPLE'), TUNNEL, 'hbone', 'tunnel'],
  ])('%s: %4$s', (_, rule, server, sends, last) => {
    const sent = ask({ rule, server });
    expect([sent.sends, sent.reasons.at(-1)?.rule]).toEqual([sends, last]);
    expect(chainOf(sent.reasons)[0]).toBe('port-entry DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0]');
  });
});

describe('for a subset', () => {
  const subset: SubsetFacts = { field: 'spec.subsets[0]', name: 'v1', labels: {}, trafficPolicy: aTrafficPolicy('DISABLE', {}, 'spec.subsets[0].trafficPolicy') };

  test('its own TLS counts, and hides the rule\'s', () => {
    const rule = aMergedRule(aTrafficPolicy('ISTIO_MUTUAL'), { subsets: [subset] });
    const sent = ask({ rule, subset: rule.subsets[0] });
    expect(sent.sends).toBe('plaintext');
    expect(chainOf(sent.reasons)).toEqual(['subset-policy DestinationRule shop/rule spec.subsets[0]', 'tls-disable DestinationRule shop/rule spec.subsets[0].trafficPolicy.tls.mode']);
  });

  test('its own entry for the port hides the rest, by the rule that has the subset', () => {
    const merged: MergedRule[] = [];
    const trafficPolicy = aTrafficPolicy(undefined, { 80: 'DISABLE' }, 'spec.subsets[0].trafficPolicy');
    mergeInto(merged, aRule(HOST, { trafficPolicy: aTrafficPolicy('ISTIO_MUTUAL', { 80: 'SIMPLE' }) }), HOST, new Set());
    mergeInto(merged, aRule(HOST, { name: 'other', subsets: [{ ...subset, trafficPolicy }] }), HOST, new Set());
    const sent = ask({ rule: merged[0], subset: merged[0].subsets[0] });
    const entry = 'spec.subsets[0].trafficPolicy.portLevelSettings[0]';
    expect(chainOf(sent.reasons)).toEqual([`port-entry DestinationRule shop/other ${entry}`, `tls-disable DestinationRule shop/other ${entry}.tls.mode`]);
  });

  test('the rule\'s counts where it has none', () => {
    const rule = aMergedRule(aTrafficPolicy('ISTIO_MUTUAL'), { subsets: [{ ...subset, trafficPolicy: undefined }] });
    expect(chainOf(ask({ rule, subset: rule.subsets[0] }).reasons)).toEqual(['tls-istio-mutual DestinationRule shop/rule spec.trafficPolicy.tls.mode']);
  });
});

test('where a rule decides nothing of TLS, the reasons of the service\'s mode stand before what they do', () => {
  const policy = { rule: 'namespace-policy', text: 'says DISABLE', object: undefined } as const;
  expect(chainOf(ask({ rule: aMergedRule(aTrafficPolicy()), serviceMode: { mode: DISABLE, reasons: [policy] } }).reasons)).toEqual(['namespace-policy', 'service-disable']);
});
