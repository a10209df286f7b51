import { MergedRule, mergeInto } from '../../src/engine/merged-rule';
import type { DestinationRuleFacts, SubsetFacts } from '../../src/model/destination-rule-facts';
import { aRule, aTrafficPolicy } from '../support/a-rule';

const HOST = 'orders.shop.svc.cluster.local';

type What = Partial<DestinationRuleFacts>;
const named = (name: string, what: What = {}) => aRule('orders', { name, ...what });

/** Rules of one host, in the order in which istiod goes through them. */
function merged(...rules: DestinationRuleFacts[]): MergedRule[] {
  const result: MergedRule[] = [];
  for (const rule of rules) mergeInto(result, rule, HOST, new Set(rule.exportTo));
  return result;
}

/** `a+b` for a rule that was made of two. */
const namesOf = (rules: readonly MergedRule[]) => rules.map(({ from }) => from.map(({ name }) => name).join('+'));

describe('rules for one host become', () => {
  const ofCli = { workloadSelector: { app: 'cli' } };
  const ofWeb = { workloadSelector: { app: 'web' } };

  test.each<[string, What, What, string[]]>([
    ['one, where both are exported everywhere', {}, {}, ['a+b']],
    ['one, where both are exported to the same namespaces', { exportTo: ['bank', '.'] }, { exportTo: ['.', 'bank'] }, ['a+b']],
    ['two, where they are exported to different namespaces', { exportTo: ['bank'] }, { exportTo: ['audit'] }, ['a', 'b']],
    ['two, where the second is exported to fewer', { exportTo: ['bank', '.'] }, { exportTo: ['bank'] }, ['a', 'b']],
    // Who is only named by the second gets nothing.
    ['one, where the second is exported to more', { exportTo: ['bank'] }, { exportTo: ['bank', 'audit'] }, ['a+b']],
    ['two, where only the second says where it is exported', {}, { exportTo: ['bank'] }, ['a', 'b']],
    ['two, where only the first says where it is exported', { exportTo: ['*'] }, {}, ['a', 'b']],
    ['one, where both select the same clients', ofCli, ofCli, ['a+b']],
    ['two, where they select different clients', ofCli, ofWeb, ['a', 'b']],
    ['two, where one selects by more labels', ofCli, { workloadSelector: { app: 'cli', tier: 'back' } }, ['a', 'b']],
    ['one, where the second is for all clients and exported alike: only those that the first selects keep it', ofCli, {}, ['a+b']],
    ['two, where the second is for all clients and exported to more: the first has it, too', { ...ofCli, exportTo: ['.'] }, { exportTo: ['.', 'bank'] }, ['a+b', 'b']],
    ['two, where the second is for all clients and exported elsewhere', { ...ofCli, exportTo: ['.'] }, { exportTo: ['bank'] }, ['a', 'b']],
  ])('%s', (_, one, other, expected) => {
    expect(namesOf(merged(named('a', one), named('b', other)))).toEqual(expected);
  });

  test('several that each take in one that is exported to more', () => {
    expect(namesOf(merged(named('a', { exportTo: ['bank'] }), named('b', { exportTo: ['audit'] }), named('c', { exportTo: ['bank', 'audit'] })))).toEqual(['a+c', 'b+c']);
  });
});

describe('a rule that was made of several', () => {
  const policy = aTrafficPolicy('DISABLE');
  const none = aTrafficPolicy();

  test.each([
    ['the first\'s, where both have one', policy, aTrafficPolicy('ISTIO_MUTUAL'), policy, 'a'],
    ['the first\'s, where it says nothing of TLS', none, aTrafficPolicy('ISTIO_MUTUAL'), none, 'a'],
    ['the second\'s, where the first has none', undefined, policy, policy, 'b'],
    ['none, where neither has one', undefined, undefined, undefined, 'a'],
  ])('has a traffic policy as a whole: %s', (_, one, other, expected, from) => {
    const [rule] = merged(named('a', { trafficPolicy: one }), named('b', { trafficPolicy: other }));
    expect(rule.trafficPolicy).toBe(expected);
    expect(rule.policyFrom.name).toBe(from);
  });

  test('has the subsets of all: of two with one name, the first\'s', () => {
    const subset = (name: string, version: string): SubsetFacts => ({ field: 'spec.subsets[0]', name, labels: { version } });
    const [rule] = merged(named('a', { subsets: [subset('v1', 'one')] }), named('b', { subsets: [subset('v1', 'other'), subset('v2', 'two')] }));
    expect(rule.subsets.map(({ name, labels, rule: from }) => `${name}=${labels.version} of ${from.name}`)).toEqual(['v1=one of a', 'v2=two of b']);
  });

  test('is exported, and selects clients, as the first is and does', () => {
    const [rule] = merged(named('a', { exportTo: ['bank'] }), named('b', { exportTo: ['bank', 'audit'] }));
    expect([...rule.exportTo]).toEqual(['bank']);
    expect(merged(named('a', { workloadSelector: { app: 'cli' } }), named('b'))[0].workloadSelector).toEqual({ app: 'cli' });
  });

  test('leaves the rules that it was made of as they are', () => {
    const one = named('a');
    merged(one, named('b', { trafficPolicy: policy, subsets: [{ field: 'spec.subsets[0]', name: 'v1', labels: {} }] }));
    expect(one).toEqual(named('a'));
  });
});
