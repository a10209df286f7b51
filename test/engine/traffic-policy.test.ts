import { MergedRule, MergedSubset, mergeInto } from '../../src/engine/merged-rule';
import { goesWhereDialled, PortTraffic, portTraffic } from '../../src/engine/traffic-policy';
import type { ClientTlsModeText, LoadBalancing, TrafficPolicyFacts } from '../../src/model/destination-rule-facts';
import { aRule, aTrafficPolicy } from '../support/a-rule';

const SUBSET = 'spec.subsets[0]';

/** A rule with these policies; `rule` has the top, `other` the subset. */
function aMergedRule(top: TrafficPolicyFacts | undefined, subset?: TrafficPolicyFacts): MergedRule & { readonly subset: MergedSubset } {
  const merged: MergedRule[] = [];
  mergeInto(merged, aRule('orders', { name: 'rule', trafficPolicy: top }), 'orders', new Set());
  mergeInto(merged, aRule('orders', { name: 'other', subsets: [{ field: SUBSET, name: 'v1', labels: {}, trafficPolicy: subset }] }), 'orders', new Set());
  return { ...merged[0], subset: merged[0].subsets[0] };
}

/** `MODE of RULE` of what the cluster says and of what decides for each endpoint. */
function modesOf({ cluster, endpoint }: PortTraffic): (string | undefined)[] {
  return [cluster, endpoint].map((found) => found && `${found.tls.mode} of ${found.rule.name}`);
}

const top = aTrafficPolicy;
const ofSubset = (mode?: ClientTlsModeText, ports: Record<number, ClientTlsModeText | undefined> = {}) => aTrafficPolicy(mode, ports, `${SUBSET}.trafficPolicy`);

describe('at port 80, cluster and endpoints follow', () => {
  test.each<[string, TrafficPolicyFacts | undefined, string | undefined, string | undefined]>([
    // what the rule says; the cluster; the endpoints
    ['nothing, without a policy', undefined, undefined, undefined],
    ['nothing, where the policy says nothing of TLS', top(), undefined, undefined],
    ['the top', top('DISABLE'), 'DISABLE of rule', 'DISABLE of rule'],
    ['the entry for the port', top('DISABLE', { 80: 'ISTIO_MUTUAL' }), 'ISTIO_MUTUAL of rule', 'ISTIO_MUTUAL of rule'],
    ['the top, where the entry is for another port', top('DISABLE', { 8080: 'ISTIO_MUTUAL' }), 'DISABLE of rule', 'DISABLE of rule'],
    // The entry hides the top from the cluster, and from the cluster alone.
    ['different things, where an entry for the port has no TLS', top('ISTIO_MUTUAL', { 80: undefined }), undefined, 'ISTIO_MUTUAL of rule'],
    ['nothing, where neither entry nor top has TLS', top(undefined, { 80: undefined }), undefined, undefined],
  ])('%s', (_, policy, cluster, endpoint) => {
    expect(modesOf(portTraffic(aMergedRule(policy), 80, undefined))).toEqual([cluster, endpoint]);
  });
});

describe('for a subset at port 80, cluster and endpoints follow', () => {
  test.each<[string, TrafficPolicyFacts | undefined, TrafficPolicyFacts | undefined, string | undefined, string | undefined]>([
    ['the rule\'s top, where the subset has no policy', top('SIMPLE'), undefined, 'SIMPLE of rule', 'SIMPLE of rule'],
    ['the rule\'s top, where the subset says nothing of TLS', top('SIMPLE'), ofSubset(), 'SIMPLE of rule', 'SIMPLE of rule'],
    ['the subset\'s, above the rule\'s', top('SIMPLE'), ofSubset('DISABLE'), 'DISABLE of other', 'DISABLE of other'],
    ['the subset\'s, above the rule\'s entry for the port', top('SIMPLE', { 80: 'MUTUAL' }), ofSubset('DISABLE'), 'DISABLE of other', 'DISABLE of other'],
    ['the rule\'s entry for the port, where the subset says nothing of TLS', top('SIMPLE', { 80: 'MUTUAL' }), ofSubset(), 'MUTUAL of rule', 'MUTUAL of rule'],
    ['the subset\'s entry for the port, above all', top('SIMPLE', { 80: 'MUTUAL' }), ofSubset('DISABLE', { 80: 'ISTIO_MUTUAL' }), 'ISTIO_MUTUAL of other', 'ISTIO_MUTUAL of other'],
    ['different things, where the subset\'s entry has no TLS', top('SIMPLE'), ofSubset('DISABLE', { 80: undefined }), undefined, 'DISABLE of other'],
    ['different things, where the subset\'s entry has no TLS, nor the subset', top('SIMPLE'), ofSubset(undefined, { 80: undefined }), undefined, 'SIMPLE of rule'],
    ['different things, where the rule\'s entry has no TLS, nor the subset', top('SIMPLE', { 80: undefined }), ofSubset(), undefined, 'SIMPLE of rule'],
  ])('%s', (_, policy, subset, cluster, endpoint) => {
    const rule = aMergedRule(policy, subset);
    expect(modesOf(portTraffic(rule, 80, rule.subset))).toEqual([cluster, endpoint]);
  });

  test('nothing of it without the subset', () => {
    expect(modesOf(portTraffic(aMergedRule(top('SIMPLE'), ofSubset('DISABLE')), 80, undefined))).toEqual(['SIMPLE of rule', 'SIMPLE of rule']);
  });
});

describe('what hides the rest is the entry for the port', () => {
  test.each<[string, TrafficPolicyFacts, TrafficPolicyFacts | undefined, string | undefined]>([
    ['of the rule', top('SIMPLE', { 80: undefined }), undefined, 'spec.trafficPolicy.portLevelSettings[0] of rule'],
    ['of the subset, above the rule\'s', top('SIMPLE', { 80: undefined }), ofSubset(undefined, { 80: undefined }), `${SUBSET}.trafficPolicy.portLevelSettings[0] of other`],
    ['of the rule, where the subset has none', top('SIMPLE', { 80: undefined }), ofSubset('DISABLE'), 'spec.trafficPolicy.portLevelSettings[0] of rule'],
    ['of no other port', top('SIMPLE', { 8080: undefined }), undefined, undefined],
  ])('%s', (_, policy, subset, expected) => {
    const rule = aMergedRule(policy, subset);
    const { portEntry } = portTraffic(rule, 80, subset && rule.subset);
    expect(portEntry && `${portEntry.field} of ${portEntry.rule.name}`).toBe(expected);
  });
});

describe('PASSTHROUGH', () => {
  const balanced = (loadBalancer?: LoadBalancing, port?: LoadBalancing): TrafficPolicyFacts => (
    { ports: port === undefined ? [] : [{ field: 'spec.trafficPolicy.portLevelSettings[0]', port: 80, loadBalancer: port }], loadBalancer });

  test.each<[string, TrafficPolicyFacts | undefined, TrafficPolicyFacts | undefined, boolean, boolean]>([
    // of the cluster; and where Istio guesses the service's mode
    ['of the top', balanced('PASSTHROUGH'), undefined, true, true],
    ['of nothing', balanced('OTHER'), undefined, false, false],
    ['of the entry for the port', balanced(undefined, 'PASSTHROUGH'), undefined, true, false],
    ['of the top, which an entry for the port hides', balanced('PASSTHROUGH', 'OTHER'), undefined, false, true],
    ['of the rule, for a subset that says nothing', balanced('PASSTHROUGH'), balanced(), true, false],
    ['of the rule, which a subset cannot take back', balanced('PASSTHROUGH'), balanced('OTHER'), true, false],
    ['of the subset', balanced('OTHER'), balanced('PASSTHROUGH'), true, true],
    ['of the subset\'s entry for the port', undefined, balanced(undefined, 'PASSTHROUGH'), true, false],
  ])('%s', (_, policy, subset, isPassthrough, isTopPassthrough) => {
    const rule = aMergedRule(policy, subset);
    expect(portTraffic(rule, 80, subset && rule.subset)).toMatchObject({ isPassthrough, isTopPassthrough });
  });
});

test.each([
  // how servers are found; the client; whether the rule says PASSTHROUGH; whether it goes where the application dialled
  ['endpoints', 'sidecar', false, false],
  ['endpoints', 'sidecar', true, true],
  ['endpoints', 'gateway', true, true],
  ['original-dst', 'sidecar', false, true],
  ['original-dst', 'gateway', false, false],
  ['original-dst', 'gateway', true, true],
  ['dns', 'sidecar', false, false],
] as const)('of a host by %s, a %s with PASSTHROUGH %s goes where it dialled: %s', (discovery, client, isPassthrough, expected) => {
  expect(goesWhereDialled({ discovery }, client, { isPassthrough, isTopPassthrough: isPassthrough })).toBe(expected);
});
