import { readPeerAuthentication } from '../../src/manifests/read-peer-authentication';
import { MtlsMode } from '../../src/model/mtls-mode';
import { aManifest, ANY_JSON } from '../support/a-manifest';
import { aPeerAuthentication } from '../support/a-peer-authentication';

const read = (spec: unknown) => readPeerAuthentication(aManifest({ kind: 'PeerAuthentication', metadata: { name: 'web', namespace: 'shop' }, spec }, 'web.yaml'));

test('a PeerAuthentication is read with its selector, mode and ports', () => {
  expect(read({ selector: { matchLabels: { app: 'web' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'DISABLE' }, 9090: {} } }))
    .toEqual(aPeerAuthentication(MtlsMode.STRICT, {
      name: 'web', source: 'web.yaml', selector: { app: 'web' }, ports: new Map([[8080, MtlsMode.DISABLE], [9090, MtlsMode.UNSET]]),
    }));
});

test.each([
  [undefined, 'UNSET'], [{}, 'UNSET'], [{ mtls: {} }, 'UNSET'], [{ mtls: null }, 'UNSET'], [{ mtls: { mode: 'UNSET' } }, 'UNSET'], [{ mtls: { mode: 'strict' } }, 'UNSET'],
  [{ mtls: { mode: 2 } }, 'UNSET'], [{ mtls: { mode: 'DISABLE' } }, 'DISABLE'], [{ mtls: { mode: 'PERMISSIVE' } }, 'PERMISSIVE'], [{ mtls: { mode: 'STRICT' } }, 'STRICT'],
])('the mode of the spec %j is %s', (spec, expected) => {
  expect(read(spec).mode).toBe(expected);
});

test.each([
  [undefined, false], [null, false], ['app', false], [{}, true], [{ matchLabels: {} }, true], [{ matchLabels: null }, true],
])('the selector %j selects all; there is one: %s', (selector, expected) => {
  expect(read({ selector })).toMatchObject({ selector: {}, hasSelector: expected });
});

test.each(['0', '65536', '-1', '80.5', 'http', '', '__proto__', '1e3', '0x50', ' 80', '080', '+80'])('the port %j is left out, as no port has the number', (port) => {
  expect([...read({ portLevelMtls: JSON.parse(`{"${port}": {"mode": "STRICT"}, "8080": {"mode": "STRICT"}}`) }).ports.keys()]).toEqual([8080]);
});

test('what the API server would refuse is kept', () => {
  expect(read({ mtls: { mode: 'strict' } }).invalid).toEqual([{ field: 'spec.mtls.mode', got: '"strict"', allowed: 'UNSET, DISABLE, PERMISSIVE, STRICT' }]);
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const specs = [
      value,
      { selector: value, mtls: value, portLevelMtls: value },
      { selector: { matchLabels: value }, mtls: { mode: value }, portLevelMtls: { 8080: value, 9090: { mode: value } } },
      { selector: { matchLabels: { app: value } } },
    ];
    for (const spec of specs) expect(() => read(spec)).not.toThrow();
    expect(() => readPeerAuthentication(aManifest({ metadata: value }))).not.toThrow();
  }
});
