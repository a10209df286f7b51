import { readAuthorizationPolicy } from '../../src/manifests/read-authorization-policy';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const place = { name: 'web', namespace: 'shop', source: 'web.yaml' };
const read = (spec: unknown) => readAuthorizationPolicy(aManifest({ kind: 'AuthorizationPolicy', metadata: { name: 'web', namespace: 'shop' }, spec }, 'web.yaml'));
const fieldsOf = (rule: object) => read({ rules: [rule] }).identityFields.map(({ field }) => field);
const portsOf = (rule: object) => read({ rules: [{ from: [{ source: { principals: ['*'] } }], ...rule }] }).identityFields[0].ports;

test('an AuthorizationPolicy is read', () => {
  expect(read({
    selector: { matchLabels: { app: 'web' } },
    action: 'DENY',
    rules: [
      { from: [{ source: { ipBlocks: ['10.0.0.0/8'] } }] },
      { from: [{ source: { notPrincipals: ['*'] } }], to: [{ operation: { ports: ['8080'] } }] },
    ],
  })).toEqual({
    ...place,
    selector: { app: 'web' },
    targets: [],
    action: 'DENY',
    identityFields: [{ field: 'spec.rules[1].from[0].source.notPrincipals', ports: [8080] }],
  });
});

test.each([[undefined], [null], [{}], [{ rules: null }], [{ rules: [null, {}] }]])('the policy %j asks nobody who they are', (spec) => {
  expect(read(spec)).toEqual({ ...place, selector: {}, targets: [], action: 'ALLOW', identityFields: [] });
});

test.each([
  'principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts', 'trustDomains', 'notTrustDomains',
])('a source\'s %s ask for an identity', (key) => {
  expect(fieldsOf({ from: [{ source: {} }, { source: { [key]: ['x'] } }] })).toEqual([`spec.rules[0].from[1].source.${key}`]);
});

test.each([['requestPrincipals', ['x']], ['ipBlocks', ['x']], ['remoteIpBlocks', ['x']], ['principals', []], ['principals', 'x']])('a source\'s %s %j ask for none', (key, value) => {
  expect(fieldsOf({ from: [{ source: { [key]: value } }] })).toEqual([]);
});

test.each([
  ['source.principal', true], ['source.namespace', true], ['source.serviceAccount', true], ['source.trustDomain', true], ['source.ip', false], ['request.auth.claims[x]', false],
])('a condition of %s asks for an identity: %s', (key, expected) => {
  expect(fieldsOf({ when: [{ key, values: ['x'] }] })).toEqual(expected ? ['spec.rules[0].when[0]'] : []);
});

test.each<[object, number[]]>([
  [{}, []],
  [{ to: [] }, []],
  [{ to: [{ operation: { ports: ['80', '81'] } }, { operation: { ports: ['81'] } }] }, [80, 81]],
  [{ to: [{ operation: { ports: ['80'] } }, { operation: { methods: ['GET'] } }] }, []],
  [{ to: [{ operation: { ports: ['http', '70000'] } }] }, []],
  [{ when: [{ key: 'destination.port', values: ['80'] }] }, [80]],
  [{ to: [{ operation: { ports: ['80'] } }], when: [{ key: 'destination.port', values: ['81'] }] }, [80]],
])('the rule %j is about the ports %j', (rule, expected) => {
  expect(portsOf(rule)).toEqual(expected);
});

test('what it is attached to is named', () => {
  const [one, other] = [{ kind: 'Gateway', name: 'way' }, { kind: 'Service', name: 'api', namespace: 'bank' }];
  expect(read({ targetRef: one, targetRefs: [other, { kind: 'GatewayClass', name: 'istio-waypoint' }] }).targets)
    .toEqual(['Gateway shop/way', 'Service bank/api', 'GatewayClass istio-waypoint']);
});

test.each([['ALLOW'], ['DENY'], ['AUDIT'], ['CUSTOM']])('the action %s is known', (action) => {
  expect(read({ action }).action).toBe(action);
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const rules = [
      value, { from: value, to: value, when: value }, { from: [value, { source: value }, { source: { principals: value } }] },
      { from: [{ source: { principals: ['x'] } }], to: [value, { operation: value }, { operation: { ports: value } }, { operation: { ports: [value] } }] },
      { when: [value, { key: value, values: value }, { key: 'destination.port', values: value }] },
    ];
    const target = { kind: value, name: value, namespace: value };
    const specs = [value, { rules: value }, { rules }, { selector: value, action: value, targetRef: value, targetRefs: [value, target] }];
    for (const spec of specs) expect(() => read(spec)).not.toThrow();
  }
});
