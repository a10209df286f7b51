import { readResolverSettings } from '../../src/manifests/read-resolver-settings';
import { DEFAULT_MESH_SETTINGS } from '../../src/model/mesh-settings';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const configMap = (mesh: unknown, namespace: string | undefined = 'istio-system', name = 'istio') => aManifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { mesh } }, 'istio.yaml');
const MESH_CONFIG = { namespace: 'istio-system', name: 'istio', source: 'istio.yaml' };
const DEFAULTS = { ...DEFAULT_MESH_SETTINGS, outboundTrafficPolicy: 'ALLOW_ANY', defaultDestinationRuleExportTo: ['*'], defaultServiceExportTo: ['*'] };

// Each value is what istiod makes of the text, by its own code.
test.each<[string, object]>([
  ['', {}],
  ['outboundTrafficPolicy:', {}],
  ['outboundTrafficPolicy: {}', { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
  ['outboundTrafficPolicy: {mode: }', { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
  ['outboundTrafficPolicy: {mode: REGISTRY_ONLY}', { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
  ['outboundTrafficPolicy: {mode: ALLOW_ANY}', {}],
  ['outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS}', {}],
  ['outboundTrafficPolicy: {mode: 0}', { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
  ['outboundTrafficPolicy: {mode: 1}', {}],
  ['outbound_traffic_policy: {mode: REGISTRY_ONLY}', { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
  ['defaultDestinationRuleExportTo: ["."]', { defaultDestinationRuleExportTo: ['.'] }],
  ['default_destination_rule_export_to: ["."]', { defaultDestinationRuleExportTo: ['.'] }],
  ['defaultDestinationRuleExportTo: []', {}],
  ['defaultDestinationRuleExportTo:', {}],
  ['defaultServiceExportTo: [".", bank]', { defaultServiceExportTo: ['.', 'bank'] }],
  ['enablePrometheusMerge: false', { enablePrometheusMerge: false }],
  ['enablePrometheusMerge:', {}],
  ['root_namespace: a', { rootNamespace: 'a' }],
  ['root_namespace: a\nrootNamespace: b', { rootNamespace: 'b' }],
  ['enable_auto_mtls: false', { enableAutoMtls: false }],
])('mesh config %j is read', (mesh, expected) => {
  expect(readResolverSettings([configMap(mesh)])).toEqual({ ...DEFAULTS, meshConfig: MESH_CONFIG, ...expected });
});

test.each([
  ['outboundTrafficPolicy: REGISTRY_ONLY', 'outboundTrafficPolicy: "REGISTRY_ONLY", which is no object'],
  ['outboundTrafficPolicy: []', 'outboundTrafficPolicy: [], which is no object'],
  ['outboundTrafficPolicy: {mode: allow_any}', 'outboundTrafficPolicy.mode: "allow_any", which is no mode'],
  ['outboundTrafficPolicy: {mode: "1"}', 'outboundTrafficPolicy.mode: "1", which is no mode'],
  ['defaultDestinationRuleExportTo: "."', 'defaultDestinationRuleExportTo: ".", which is no list of texts'],
  ['defaultServiceExportTo: [1]', 'defaultServiceExportTo: [1], which is no list of texts'],
  ['enablePrometheusMerge: "true"', 'enablePrometheusMerge: "true", which is no boolean'],
])('what istiod refuses is refused: %s', (mesh, message) => {
  expect(() => readResolverSettings([configMap(mesh)])).toThrow(new Error(message));
});

test('what is given wins over mesh config', () => {
  const given = { rootNamespace: 'root', enableAutoMtls: undefined, ambient: true };
  expect(readResolverSettings([configMap('rootNamespace: a\nenableAutoMtls: false')], given)).toEqual({ ...DEFAULTS, rootNamespace: 'root', enableAutoMtls: false, ambient: true, meshConfig: MESH_CONFIG });
});

test('where mesh config was read from is kept', () => {
  const manifest = { ...aManifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio' }, data: { mesh: '' } }, 'istio.yaml'), line: 7 };
  expect(readResolverSettings([manifest]).meshConfig).toEqual({ ...MESH_CONFIG, line: 7 });
  expect(readResolverSettings([]).meshConfig).toBeUndefined();
});

describe('mesh config is found', () => {
  const trustDomainOf = (manifests: ReturnType<typeof configMap>[], given = {}) => readResolverSettings(manifests, given).trustDomain;

  test.each([
    ['in istio-system', [configMap('trustDomain: td')], {}, 'td'],
    ['without a namespace', [aManifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio' }, data: { mesh: 'trustDomain: td' } })], {}, 'td'],
    ['not in an app\'s namespace', [configMap('trustDomain: td', 'shop')], {}, 'cluster.local'],
    ['in the root namespace, where one is given', [configMap('trustDomain: one'), configMap('trustDomain: other', 'root')], { rootNamespace: 'root' }, 'other'],
    ['in istio-system, where the root namespace has none', [configMap('trustDomain: td')], { rootNamespace: 'root' }, 'td'],
    ['of the revision', [configMap('trustDomain: one'), configMap('trustDomain: other', 'istio-system', 'istio-1-31')], { revision: '1-31' }, 'other'],
    ['nowhere', [], {}, 'cluster.local'],
  ])('%s', (_, manifests, given, expected) => {
    expect(trustDomainOf(manifests, given)).toBe(expected);
  });
});

test('whatever else the manifests hold, finding it does not throw', () => {
  for (const value of ANY_JSON) {
    for (const manifest of [aManifest({ kind: value }), aManifest({ kind: 'ConfigMap', metadata: value, data: value }), aManifest({ kind: 'ConfigMap', metadata: { name: 'istio', namespace: value }, data: { other: value } })]) {
      expect(readResolverSettings([manifest])).toEqual(DEFAULTS);
    }
  }
});
