import { DestinationRules } from '../../src/engine/destination-rules';
import type { DestinationRuleFacts } from '../../src/model/destination-rule-facts';
import type { ResolverSettings } from '../../src/model/mesh-settings';
import { RESOLVER_SETTINGS } from '../support/a-mesh';
import { aRule } from '../support/a-rule';

const ORDERS = 'orders.shop.svc.cluster.local';
const OF_SHOP = '*.shop.svc.cluster.local';
const LOCAL = '*.local';
const OLD = '2024-01-01T00:00:00Z';
const NEW = '2025-01-01T00:00:00Z';

/** A rule whose name is its namespace, unless one is given. */
const inNamespace = (namespace: string, host = ORDERS, what: Partial<DestinationRuleFacts> = {}) => (
  aRule(host, { namespace, name: namespace, ...what }));

/** Where a client's proxy finds rules for orders.shop, and which: `service: a+b`; `!` stands before those that are hidden. */
function found(rules: readonly DestinationRuleFacts[], client = 'bank', settings: Partial<ResolverSettings> = {}): string | undefined {
  const answer = new DestinationRules(rules, { ...RESOLVER_SETTINGS, ...settings }).find(client, { host: ORDERS, namespace: 'shop' });
  if (answer === undefined) return undefined;
  const namesOf = (merged: typeof answer.rules) => merged.map(({ from }) => from.map(({ name }) => name).join('+'));
  return `${answer.place}: ${[...namesOf(answer.rules), ...namesOf(answer.hidden).map((name) => `!${name}`)].join(', ')}`;
}

type Row = [string, DestinationRuleFacts[], string | undefined];

describe('a client of namespace bank finds for orders.shop', () => {
  test.each<Row>([
    ['nothing, where there is no rule', [], undefined],
    ['its own namespace\'s rule, before all others', [inNamespace('istio-system'), inNamespace('shop'), inNamespace('bank')], 'client: bank'],
    ['the service\'s namespace\'s rule, before the root\'s', [inNamespace('istio-system'), inNamespace('shop')], 'service: shop'],
    ['the root namespace\'s rule, where there is no other', [inNamespace('istio-system')], 'root: istio-system'],
    ['nothing of a third namespace', [inNamespace('audit')], undefined],
    ['its own namespace\'s wildcard, before the service\'s exact rule', [inNamespace('shop'), inNamespace('bank', '*')], 'client: bank'],
    ['the service\'s namespace\'s wildcard, before the root\'s exact rule', [inNamespace('istio-system'), inNamespace('shop', LOCAL)], 'service: shop'],
    ['what is beside its own namespace\'s rule for others', [inNamespace('bank', 'ledger'), inNamespace('shop')], 'service: shop'],
  ])('%s', (_, rules, expected) => {
    expect(found(rules)).toBe(expected);
  });
});

describe('of the rules of one namespace that match a host, only those count that are', () => {
  test.each<Row>([
    ['for the host itself', [inNamespace('shop', OF_SHOP, { name: 'wide' }), inNamespace('shop'), inNamespace('shop', '*', { name: 'all' })], 'service: shop'],
    ['for the longest wildcard', [inNamespace('shop', LOCAL, { name: 'local' }), inNamespace('shop', OF_SHOP, { name: 'wide' })], 'service: wide'],
  ])('%s', (_, rules, expected) => {
    expect(found(rules)).toBe(expected);
  });
});

describe('a rule\'s host', () => {
  test.each<[string, string, string, string | undefined]>([
    ['without a dot is of the rule\'s own namespace', 'orders', 'shop', 'service: shop'],
    ['without a dot is of no other namespace', 'orders', 'bank', undefined],
    ['with a dot is taken as it stands', 'orders.shop', 'shop', undefined],
    ['with more dots is taken as it stands, too', 'orders.shop.svc', 'shop', undefined],
    ['may be everything', '*', 'shop', 'service: shop'],
  ])('%s: %s', (_, host, namespace, expected) => {
    expect(found([inNamespace(namespace, host)])).toBe(expected);
  });
});

describe('a rule of the service\'s namespace', () => {
  test.each<[string, DestinationRuleFacts[], string | undefined]>([
    ['is seen where it is exported to all', [inNamespace('shop', ORDERS, { exportTo: ['*'] })], 'service: shop'],
    ['is seen where it is exported to the client\'s namespace', [inNamespace('shop', ORDERS, { exportTo: ['audit', 'bank'] })], 'service: shop'],
    ['is hidden where it is exported to others', [inNamespace('shop', ORDERS, { exportTo: ['audit'] })], 'service: !shop'],
    ['is not there where it is private', [inNamespace('shop', ORDERS, { exportTo: ['.'] })], undefined],
    ['is not there where it is exported to its own namespace alone', [inNamespace('shop', ORDERS, { exportTo: ['shop'] })], undefined],
    ['is not there where it selects clients', [inNamespace('shop', ORDERS, { workloadSelector: { app: 'cli' } })], undefined],
    ['for an exact host hides a wildcard that is exported, where it is not exported itself', [
      inNamespace('shop', ORDERS, { exportTo: ['audit'] }), inNamespace('shop', OF_SHOP, { name: 'wide' }),
    ], 'service: !shop'],
    ['for an exact host does not hide a wildcard, where it is private', [
      inNamespace('shop', ORDERS, { exportTo: ['.'] }), inNamespace('shop', OF_SHOP, { name: 'wide' }),
    ], 'service: wide'],
    ['that is hidden does not keep the root namespace\'s away', [inNamespace('shop', ORDERS, { exportTo: ['audit'] }), inNamespace('istio-system')], 'root: istio-system'],
    ['beside one that is exported elsewhere is seen without it', [
      inNamespace('shop', ORDERS, { name: 'a', exportTo: ['audit'] }), inNamespace('shop', ORDERS, { name: 'b', exportTo: ['bank'] }),
    ], 'service: b, !a'],
  ])('%s', (_, rules, expected) => {
    expect(found(rules)).toBe(expected);
  });
});

describe('a rule of the client\'s own namespace', () => {
  test.each<[readonly string[], string]>([
    [[], 'client: bank'],
    [['*'], 'client: bank'],
    [['.'], 'client: bank'],
    [['bank'], 'client: bank'],
    [['shop', 'bank'], 'client: bank'],
    [['shop'], 'service: shop'],
  ])('that is exported to %j: %s', (exportTo, expected) => {
    expect(found([inNamespace('bank', ORDERS, { exportTo }), inNamespace('shop')])).toBe(expected);
  });

  test('that selects clients keeps all others away, whoever the client is', () => {
    expect(found([inNamespace('bank', ORDERS, { workloadSelector: { app: 'nobody' } }), inNamespace('shop')])).toBe('client: bank');
  });
});

describe('where mesh config keeps rules private, a rule that says nothing', () => {
  const settings = { defaultDestinationRuleExportTo: ['.'] };

  test('is seen by its own namespace only', () => {
    expect(found([inNamespace('shop')], 'bank', settings)).toBeUndefined();
    expect(found([inNamespace('shop')], 'shop', settings)).toBe('client: shop');
  });

  test('is not one that says where it is exported', () => {
    expect(found([inNamespace('shop', ORDERS, { exportTo: ['*'] })], 'bank', settings)).toBe('service: shop');
  });
});

describe('a client of the root namespace', () => {
  test.each<Row>([
    ['finds the service\'s rule before one of its own that is exported', [inNamespace('istio-system'), inNamespace('shop')], 'service: shop'],
    ['finds one of its own that is private first', [inNamespace('istio-system', ORDERS, { exportTo: ['.'] }), inNamespace('shop')], 'client: istio-system'],
    ['finds one of its own that is exported, where there is no other', [inNamespace('istio-system')], 'root: istio-system'],
  ])('%s', (_, rules, expected) => {
    expect(found(rules, 'istio-system')).toBe(expected);
  });

  test('whatever its name is', () => {
    const rules = [inNamespace('mesh-root', ORDERS, { exportTo: ['.'] }), inNamespace('shop')];
    expect(found(rules, 'mesh-root', { rootNamespace: 'mesh-root' })).toBe('client: mesh-root');
    expect(found([inNamespace('mesh-root')], 'bank', { rootNamespace: 'mesh-root' })).toBe('root: mesh-root');
  });
});

describe('rules for one host are merged', () => {
  const named = (name: string, what: Partial<DestinationRuleFacts> = {}) => inNamespace('shop', ORDERS, { name, ...what });

  test.each<Row>([
    ['the older before the newer', [named('a', { created: NEW }), named('b', { created: OLD })], 'service: b+a'],
    ['by name, where they are equally old', [named('b'), named('a')], 'service: a+b'],
    ['across spellings of the host', [named('b', { host: 'orders' }), named('a')], 'service: a+b'],
  ])('%s', (_, rules, expected) => {
    expect(found(rules)).toBe(expected);
  });

  test('those that select clients first, however old the others are', () => {
    const rules = [named('old', { created: OLD, exportTo: ['.'] }), named('new', { created: NEW, workloadSelector: { app: 'cli' } })];
    expect(found(rules, 'shop')).toBe('client: new+old');
  });
});

describe('clients of a host are told apart by the namespaces', () => {
  const apart = (...rules: DestinationRuleFacts[]) => [...new DestinationRules(rules, RESOLVER_SETTINGS).namespacesApart(ORDERS)].sort();

  test.each<[string, DestinationRuleFacts[], string[]]>([
    ['of no rule, where there is none', [], []],
    ['that have a rule for the host', [inNamespace('bank')], ['bank']],
    ['that have a wildcard for it', [inNamespace('bank', '*'), inNamespace('audit', OF_SHOP)], ['audit', 'bank']],
    ['that rules are exported to', [inNamespace('shop', ORDERS, { exportTo: ['.', 'bank', '*'] })], ['bank', 'shop']],
    ['of no rule for another host', [inNamespace('bank', 'ledger')], []],
  ])('%s', (_, rules, expected) => {
    expect(apart(...rules)).toEqual(expected);
  });
});
