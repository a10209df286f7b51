import { readDestinationRule } from '../../src/manifests/read-destination-rule';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const read = (spec: unknown) => readDestinationRule(aManifest({ kind: 'DestinationRule', metadata: { name: 'web', namespace: 'shop' }, spec }, 'web.yaml'));
const top = (tls: unknown) => read({ host: 'web', trafficPolicy: { tls } }).tls;

test('a DestinationRule is read with each place that sets TLS', () => {
  expect(read({
    host: 'web',
    trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' }, portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' } }, { port: { number: 81 } }] },
    subsets: [
      { name: 'v1' },
      { name: 'v2', trafficPolicy: { tls: { mode: 'SIMPLE' }, portLevelSettings: [{ port: { number: 82 }, tls: { mode: 'MUTUAL' } }] } },
    ],
  })).toEqual({
    namespace: 'shop',
    name: 'web',
    source: 'web.yaml',
    host: 'web',
    tls: [
      { field: 'spec.trafficPolicy.tls', mode: 'ISTIO_MUTUAL', port: undefined },
      { field: 'spec.trafficPolicy.portLevelSettings[0].tls', mode: 'DISABLE', port: 80 },
      { field: 'spec.subsets[1].trafficPolicy.tls', mode: 'SIMPLE', port: undefined },
      { field: 'spec.subsets[1].trafficPolicy.portLevelSettings[0].tls', mode: 'MUTUAL', port: 82 },
    ],
  });
});

test.each([[{}], [{ sni: 'web.example' }], [{ mode: 'DISABLE' }], [{ mode: null }], [{ mode: 'unknown' }]])('tls: %j is DISABLE, protobuf\'s zero value', (tls) => {
  expect(top(tls)).toEqual([{ field: 'spec.trafficPolicy.tls', mode: 'DISABLE', port: undefined }]);
});

test.each([[undefined], [null], ['DISABLE'], [[]]])('tls: %j sets nothing', (tls) => {
  expect(top(tls)).toEqual([]);
});

test('a port that is none is left out of its setting', () => {
  expect(read({ trafficPolicy: { portLevelSettings: [{ port: { number: 0 }, tls: {} }] } }).tls).toEqual([
    { field: 'spec.trafficPolicy.portLevelSettings[0].tls', mode: 'DISABLE', port: undefined },
  ]);
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const specs = [
      value, { host: value, trafficPolicy: value, subsets: value }, { subsets: [value, { trafficPolicy: value }] },
      { trafficPolicy: { tls: value, portLevelSettings: value } },
      { trafficPolicy: { portLevelSettings: [value, { port: value, tls: value }, { port: { number: value }, tls: { mode: value } }] } },
    ];
    for (const spec of specs) expect(() => read(spec)).not.toThrow();
    expect(() => readDestinationRule(aManifest({ metadata: value }))).not.toThrow();
  }
});
