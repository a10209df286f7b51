import { readDestinationRule } from '../../src/manifests/read-destination-rule';
import { tlsSettingsOf } from '../../src/model/destination-rule-facts';
import { aManifest, ANY_JSON } from '../support/a-manifest';
import { aRule, aTls } from '../support/a-rule';

const read = (spec: unknown) => readDestinationRule(aManifest({ kind: 'DestinationRule', metadata: { name: 'web', namespace: 'shop' }, spec }, 'web.yaml'));
const topOf = (tls: unknown) => read({ host: 'web', trafficPolicy: { tls } }).trafficPolicy?.tls;

test('a DestinationRule is read with its traffic policy and subsets', () => {
  expect(read({
    host: 'web',
    exportTo: ['.', 'bank'],
    workloadSelector: { matchLabels: { app: 'cli' } },
    trafficPolicy: {
      tls: { mode: 'ISTIO_MUTUAL' },
      loadBalancer: { simple: 'ROUND_ROBIN' },
      portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' }, loadBalancer: { simple: 'PASSTHROUGH' } }, { port: { number: 81 } }],
    },
    subsets: [
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', trafficPolicy: { portLevelSettings: [{ port: { number: 82 }, tls: { mode: 'MUTUAL', clientCertificate: '/c', privateKey: '/k' } }] } },
    ],
  })).toEqual({
    namespace: 'shop',
    name: 'web',
    source: 'web.yaml',
    host: 'web',
    exportTo: ['.', 'bank'],
    workloadSelector: { app: 'cli' },
    trafficPolicy: {
      tls: aTls('ISTIO_MUTUAL'),
      loadBalancer: 'OTHER',
      ports: [
        {
          field: 'spec.trafficPolicy.portLevelSettings[0]',
          port: 80,
          tls: aTls('DISABLE', { field: 'spec.trafficPolicy.portLevelSettings[0].tls', port: 80 }),
          loadBalancer: 'PASSTHROUGH',
        },
        { field: 'spec.trafficPolicy.portLevelSettings[1]', port: 81 },
      ],
    },
    subsets: [
      { field: 'spec.subsets[0]', name: 'v1', labels: { version: 'v1' } },
      {
        field: 'spec.subsets[1]',
        name: 'v2',
        labels: {},
        trafficPolicy: {
          ports: [{
            field: 'spec.subsets[1].trafficPolicy.portLevelSettings[0]',
            port: 82,
            tls: aTls('MUTUAL', { field: 'spec.subsets[1].trafficPolicy.portLevelSettings[0].tls', port: 82, hasOwnCertificate: true }),
          }],
        },
      },
    ],
  });
});

test('a DestinationRule that says nothing is read as such', () => {
  expect(read({ host: 'web' })).toEqual(aRule('web', { name: 'web', source: 'web.yaml' }));
});

test.each([
  [undefined, undefined], [null, undefined], ['app', undefined], [{}, {}], [{ matchLabels: null }, {}], [{ matchLabels: { app: 'cli' } }, { app: 'cli' }],
])('the workload selector %j is %j', (workloadSelector, expected) => {
  expect(read({ workloadSelector }).workloadSelector).toEqual(expected);
});

test.each([[{}], [{ mode: null }]])('tls: %j is DISABLE, protobuf\'s zero value, unwritten', (tls) => {
  expect(topOf(tls)).toEqual(aTls('DISABLE', { isWritten: false }));
});

test.each([['ISTIO_MUTUALS', '"ISTIO_MUTUALS"'], ['', '""'], [3, '3']])('the mode %j is none: what is written is kept', (mode, unknownMode) => {
  expect(topOf({ mode })).toEqual(aTls('DISABLE', { isWritten: false, unknownMode }));
});

test('tls without a mode is DISABLE whatever else it says', () => {
  expect(topOf({ sni: 'web.example', credentialName: 'web' })).toEqual(aTls('DISABLE', { isWritten: false, credentialName: 'web' }));
});

test('a DISABLE that is written out is told from one that is not', () => {
  expect(topOf({ mode: 'DISABLE' })).toEqual(aTls('DISABLE'));
});

test.each([
  [{ clientCertificate: '/c', privateKey: '/k' }, true], [{ clientCertificate: '/c' }, false], [{ privateKey: '/k' }, false],
  [{ clientCertificate: '', privateKey: '/k' }, false], [{ clientCertificate: 1, privateKey: true }, false], [{}, false],
])('of %j, that both files of an own certificate are named is %s', (files, expected) => {
  expect(topOf({ mode: 'MUTUAL', ...files })?.hasOwnCertificate).toBe(expected);
});

test.each([[undefined], [null], ['DISABLE'], [[]]])('tls: %j sets nothing', (tls) => {
  expect(topOf(tls)).toBeUndefined();
});

test.each([[undefined], [null], ['80'], [{}], [{ number: '80' }], [{ number: 0 }]])('an entry for the port %j is kept, and is about none', (port) => {
  const field = 'spec.trafficPolicy.portLevelSettings[0]';
  expect(read({ trafficPolicy: { portLevelSettings: [{ port, tls: {} }] } }).trafficPolicy?.ports)
    .toEqual([{ field, port: 0, tls: aTls('DISABLE', { field: `${field}.tls`, isWritten: false }) }]);
});

test.each([
  [undefined, undefined], [null, undefined], ['x', undefined], [{}, 'OTHER'], [{ simple: 'RANDOM' }, 'OTHER'], [{ simple: 'PASSTHROUGH' }, 'PASSTHROUGH'],
])('the load balancer %j is %s', (loadBalancer, expected) => {
  expect(read({ trafficPolicy: { loadBalancer } }).trafficPolicy?.loadBalancer).toBe(expected);
});

test('every place that sets TLS is found, in the order of the manifest', () => {
  const tls = { mode: 'SIMPLE' };
  const trafficPolicy = { tls, portLevelSettings: [{ port: { number: 80 } }, { port: { number: 81 }, tls }] };
  expect(tlsSettingsOf(read({ trafficPolicy, subsets: [null, { name: 'v1' }, { name: 'v2', trafficPolicy }] })).map(({ field }) => field)).toEqual([
    'spec.trafficPolicy.tls', 'spec.trafficPolicy.portLevelSettings[1].tls',
    'spec.subsets[2].trafficPolicy.tls', 'spec.subsets[2].trafficPolicy.portLevelSettings[1].tls',
  ]);
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const specs = [
      value, { host: value, trafficPolicy: value, subsets: value }, { subsets: [value, { trafficPolicy: value }] },
      { trafficPolicy: { tls: value, portLevelSettings: value, loadBalancer: value }, workloadSelector: value, exportTo: value },
      { workloadSelector: { matchLabels: value }, exportTo: [value], subsets: [{ name: value, labels: value }] },
      { trafficPolicy: { portLevelSettings: [value, { port: value, tls: value }, { port: { number: value }, tls: { mode: value } }] } },
    ];
    for (const spec of specs) expect(() => read(spec)).not.toThrow();
    expect(() => readDestinationRule(aManifest({ metadata: value }))).not.toThrow();
  }
});
