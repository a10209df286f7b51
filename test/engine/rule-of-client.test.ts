import { DestinationRules } from '../../src/engine/destination-rules';
import { RuleOfClient, ruleOfClient } from '../../src/engine/rule-of-client';
import type { DestinationRuleFacts } from '../../src/model/destination-rule-facts';
import { RESOLVER_SETTINGS } from '../support/a-mesh';
import { aRule } from '../support/a-rule';
import { aWorkload } from '../support/a-workload';
import { chainOf } from '../support/chain-of';

const ORDERS = 'orders.shop.svc.cluster.local';
const CLI = { app: 'cli' };
const OLD = '2024-01-01T00:00:00Z';
const NEW = '2025-01-01T00:00:00Z';

const inShop = (name: string, what: Partial<DestinationRuleFacts> = {}) => aRule(ORDERS, { name, ...what });

/** What the client `cli` of a namespace follows when it calls orders.shop. */
function ask(rules: readonly DestinationRuleFacts[], namespace = 'shop'): RuleOfClient {
  const found = new DestinationRules(rules, RESOLVER_SETTINGS).find(namespace, { host: ORDERS, namespace: 'shop' })!;
  return ruleOfClient(found, aWorkload('cli', { namespace }));
}

const nameOf = ({ rule }: RuleOfClient) => rule?.from.map(({ name }) => name).join('+');

describe('a client follows', () => {
  test.each<[string, DestinationRuleFacts[], string | undefined]>([
    ['the rule that is for all', [inShop('all')], 'all'],
    ['the rule that selects it, before the one for all', [inShop('cli', { workloadSelector: CLI }), inShop('all')], 'cli'],
    ['the one for all, where the other selects others', [inShop('web', { workloadSelector: { app: 'web' } }), inShop('all')], 'all'],
    ['the first by age of those that select it', [
      inShop('new', { created: NEW, workloadSelector: CLI }), inShop('old', { created: OLD, workloadSelector: {} }),
    ], 'old'],
    ['no rule at all, where the only one selects others', [inShop('web', { workloadSelector: { app: 'web' } })], undefined],
    ['no rule at all, where one that selects others has taken in the private one for all', [
      inShop('web', { workloadSelector: { app: 'web' } }), inShop('private', { exportTo: ['.'] }),
    ], undefined],
    ['the newest, of those that are exported to different namespaces', [
      inShop('old', { created: OLD, exportTo: ['.', 'bank'] }), inShop('new', { created: NEW, exportTo: ['.', 'audit'] }),
    ], 'new'],
    ['the oldest policy, of those that are exported alike', [inShop('new', { created: NEW }), inShop('old', { created: OLD })], 'old+new'],
  ])('%s', (_, rules, expected) => {
    expect(nameOf(ask(rules))).toBe(expected);
  });

  test('no rule that selects clients of its own labels, but of another namespace', () => {
    const found = { place: 'root', rules: [], hidden: [] } as const;
    expect(ruleOfClient(found, aWorkload('cli')).rule).toBeUndefined();
    const [rule] = new DestinationRules([inShop('cli', { workloadSelector: CLI })], RESOLVER_SETTINGS).find('shop', { host: ORDERS, namespace: 'shop' })!.rules;
    expect(ruleOfClient({ ...found, rules: [rule] }, aWorkload('cli', { namespace: 'bank' })).rule).toBeUndefined();
  });
});

describe('the reasons are', () => {
  const object = (name: string, namespace = 'shop') => `DestinationRule ${namespace}/${name}`;

  test.each<[string, DestinationRuleFacts[], string, string[]]>([
    ['that it is of the client\'s namespace', [inShop('rule')], 'shop', [`rule-of-client-namespace ${object('rule')} spec.host`]],
    ['that it is of the service\'s namespace', [inShop('rule')], 'bank', [`rule-of-service-namespace ${object('rule')} spec.host`]],
    ['that it is of the root namespace', [aRule('*', { namespace: 'istio-system' })], 'bank', [`rule-of-root-namespace ${object('rule', 'istio-system')} spec.host`]],
    ['that it selects the client', [inShop('rule', { workloadSelector: CLI })], 'shop', [
      `rule-of-client-namespace ${object('rule')} spec.host`, `rule-of-selected-client ${object('rule')} spec.workloadSelector`,
    ]],
    ['that it is the newest', [inShop('a', { exportTo: ['.', 'bank'] }), inShop('b', { exportTo: ['.', 'audit'] })], 'shop', [
      `rule-of-client-namespace ${object('b')} spec.host`, `newest-rule-wins ${object('b')} spec.exportTo`,
    ]],
    ['which rules were merged into it', [inShop('a'), inShop('b'), inShop('c')], 'shop', [
      `rule-of-client-namespace ${object('a')} spec.host`, `rules-merged ${object('b')}`, `rules-merged ${object('c')}`,
    ]],
    ['that a nearer rule is not for the client\'s namespace', [inShop('near', { exportTo: ['audit'] })], 'bank', [`rule-not-exported ${object('near')} spec.exportTo`]],
    ['that a rule for other clients keeps the rest away', [inShop('web', { workloadSelector: { app: 'web' } })], 'shop', [
      `rule-of-other-clients ${object('web')} spec.workloadSelector`,
    ]],
  ])('%s', (_, rules, namespace, expected) => {
    expect(chainOf(ask(rules, namespace).reasons)).toEqual(expected);
  });

  test('in words that name the namespace that must not see a rule', () => {
    expect(ask([inShop('near', { exportTo: ['audit'] })], 'bank').reasons[0].text).toBe('is the most specific rule of its namespace, but not exported to bank');
  });
});
