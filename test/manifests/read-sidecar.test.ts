import { readSidecar } from '../../src/manifests/read-sidecar';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const place = { name: 'web', namespace: 'shop', source: 'web.yaml' };
const read = (spec: unknown) => readSidecar(aManifest({ kind: 'Sidecar', metadata: { name: 'web', namespace: 'shop' }, spec }, 'web.yaml'));

test('a Sidecar is read', () => {
  expect(read({
    workloadSelector: { labels: { app: 'web' } },
    egress: [{ hosts: ['./*', 'istio-system/*', 1], port: { number: 9090, protocol: 'HTTP' } }, { hosts: ['~/*'] }],
    ingress: [{ port: { number: 8080, protocol: 'HTTP' }, defaultEndpoint: '127.0.0.1:8080' }, { port: { number: 0 } }],
    outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
  })).toEqual({
    ...place,
    workloadSelector: { app: 'web' },
    egress: [{ hosts: ['./*', 'istio-system/*'], port: 9090 }, { hosts: ['~/*'] }],
    ingress: [{ port: 8080, protocol: 'HTTP' }],
    outboundTrafficPolicy: 'ALLOW_ANY',
  });
});

test.each([[undefined], [null], [{}], [{ egress: [], ingress: [] }], [{ egress: {}, ingress: 'x', workloadSelector: null }]])('the Sidecar %j says nothing', (spec) => {
  expect(read(spec)).toEqual(place);
});

test.each([
  [undefined, undefined], [null, undefined], [{}, 'REGISTRY_ONLY'], [{ mode: 'REGISTRY_ONLY' }, 'REGISTRY_ONLY'], [{ mode: 'ALLOW_ANY' }, 'ALLOW_ANY'],
])('the outbound traffic policy %j is %s', (outboundTrafficPolicy, expected) => {
  expect(read({ outboundTrafficPolicy }).outboundTrafficPolicy).toBe(expected);
});

test('an empty selector is one, as istiod prefers it to none', () => {
  expect(read({ workloadSelector: {} }).workloadSelector).toEqual({});
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const specs = [
      value, { workloadSelector: value, egress: value, ingress: value, outboundTrafficPolicy: value },
      { workloadSelector: { labels: value }, egress: [value, { hosts: value, port: value }, { port: { number: value } }] },
      { ingress: [value, { port: value }, { port: { number: value, protocol: value } }] },
    ];
    for (const spec of specs) expect(() => read(spec)).not.toThrow();
  }
});
