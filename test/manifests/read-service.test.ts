import { readService } from '../../src/manifests/read-service';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const read = (spec: unknown) => readService(aManifest({ kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec }, 'web.yaml'));
const targetOf = (port: object) => read({ ports: [port] }).ports;

test('a Service is read with its selector and ports', () => {
  expect(read({ selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }, { port: 443, targetPort: 'https' }] })).toEqual({
    namespace: 'shop',
    name: 'web',
    source: 'web.yaml',
    selector: { app: 'web' },
    ports: [{ number: 80, name: 'http', target: 8080 }, { number: 443, name: undefined, target: 'https' }],
  });
});

test.each([[{}], [undefined], [null]])('the selector %j is none', (selector) => {
  expect(read({ selector }).selector).toBeUndefined();
});

test.each([[undefined], [null], [0], [70000], [true]])('without a target (%j), the port leads to its own number', (targetPort) => {
  expect(targetOf({ port: 80, targetPort })).toEqual([{ number: 80, name: undefined, target: 80 }]);
});

test.each([[0], [65536], ['80'], [null], [undefined]])('a port numbered %j is left out', (port) => {
  expect(targetOf({ port })).toEqual([]);
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const specs = [value, { selector: value, ports: value }, { ports: [value, { port: value, name: value, targetPort: value }] }];
    for (const spec of specs) expect(() => read(spec)).not.toThrow();
    expect(() => readService(aManifest({ kind: 'Service', metadata: value }))).not.toThrow();
  }
});
