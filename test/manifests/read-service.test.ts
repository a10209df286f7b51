import { readService } from '../../src/manifests/read-service';
import { aManifest, ANY_JSON } from '../support/a-manifest';
import { aService } from '../support/a-workload';

const read = (spec: unknown, metadata: object = {}) => readService(aManifest({ kind: 'Service', metadata: { name: 'web', namespace: 'shop', ...metadata }, spec }, 'web.yaml'));
const portOf = (port: object) => read({ ports: [port] }).ports[0];

test('a Service is read with its selector, ports, labels and annotations', () => {
  const labels = { team: 'a' };
  const annotations = { 'prometheus.io/scrape': 'true' };
  expect(read({
    selector: { app: 'web' },
    type: 'NodePort',
    ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }, { port: 443, targetPort: 'https', appProtocol: 'https' }],
  }, { labels, annotations })).toEqual(aService('web', {
    type: 'NodePort',
    labels,
    annotations,
    ports: [{ number: 80, name: 'http', target: 8080, nodePort: 30080 }, { number: 443, target: 'https', appProtocol: 'https' }],
  }));
});

test.each([[{}], [undefined], [null], [{ app: 1 }]])('the selector %j is none', (selector) => {
  expect(read({ selector }).selector).toBeUndefined();
});

test.each([[undefined], [null], [0], [70000], [true]])('without a target (%j), the port leads to its own number', (targetPort) => {
  expect(portOf({ port: 80, targetPort }).target).toBe(80);
});

test.each([[0], [65536], ['80'], [null], [undefined]])('a port numbered %j is left out', (port) => {
  expect(read({ ports: [{ port }] }).ports).toEqual([]);
});

test.each([[undefined, true], [null, true], ['TCP', true], ['UDP', false], ['SCTP', false]])('a port of the protocol %j is TCP: %s', (protocol, expected) => {
  expect(portOf({ port: 80, protocol }).isTcp).toBe(expected);
});

test.each([[undefined], [null], [0], ['30080']])('the node port %j is left to the cluster', (nodePort) => {
  expect(portOf({ port: 80, nodePort }).nodePort).toBeUndefined();
});

test.each([
  [undefined, 'ClusterIP'], ['', 'ClusterIP'], ['unknown', 'ClusterIP'], [1, 'ClusterIP'], ['NodePort', 'NodePort'], ['LoadBalancer', 'LoadBalancer'], ['ExternalName', 'ExternalName'],
])('the type %j is %s', (type, expected) => {
  expect(read({ type }).type).toBe(expected);
});

test.each([[undefined, false], ['', false], ['10.0.0.1', false], ['none', false], ['None', true]])('with the cluster IP %j it is headless: %s', (clusterIP, expected) => {
  expect(read({ clusterIP }).isHeadless).toBe(expected);
});

test('the namespace is the default where the manifest leaves it open', () => {
  expect(readService(aManifest({ kind: 'Service' }), 'default').namespace).toBe('default');
  expect(readService(aManifest({ kind: 'Service' })).namespace).toBe('');
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const specs = [
      value, { selector: value, ports: value, type: value, clusterIP: value },
      { selector: { app: value }, ports: [value, { port: value, name: value, targetPort: value }] },
      { ports: [{ port: 80, protocol: value, nodePort: value, appProtocol: value }] },
    ];
    for (const spec of specs) expect(() => read(spec)).not.toThrow();
    expect(() => readService(aManifest({ kind: 'Service', metadata: value }))).not.toThrow();
    expect(() => read({}, { labels: value, annotations: value })).not.toThrow();
  }
});
