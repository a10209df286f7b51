import { readServiceEntry } from '../../src/manifests/read-service-entry';
import { readWorkloadEntry } from '../../src/manifests/read-workload-entry';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const metadata = { name: 'db', namespace: 'shop' };
const place = { name: 'db', namespace: 'shop', source: 'db.yaml' };
const read = (spec: unknown) => readServiceEntry(aManifest({ kind: 'ServiceEntry', metadata, spec }, 'db.yaml'));
const readEntry = (spec: unknown, what: object = {}) => readWorkloadEntry(aManifest({ kind: 'WorkloadEntry', metadata: { ...metadata, ...what }, spec }, 'db.yaml'));

test('a ServiceEntry is read', () => {
  expect(read({
    hosts: ['db.example', 1],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    exportTo: ['.'],
    ports: [{ number: 3306, name: 'mysql', protocol: 'MySQL', targetPort: 3307 }, { number: 80 }, { number: 0, name: 'none' }],
    endpoints: [{ address: '10.0.0.1', labels: { app: 'db' }, serviceAccount: 'db', ports: { mysql: 13306, none: 0 } }, { address: 'unix:///x' }],
    workloadSelector: { labels: { app: 'db' } },
  })).toEqual({
    ...place,
    hosts: ['db.example'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    exportTo: ['.'],
    ports: [{ number: 3306, name: 'mysql', protocol: 'MySQL', targetPort: 3307 }, { number: 80, name: '', protocol: '' }],
    endpoints: [{ address: '10.0.0.1', labels: { app: 'db' }, serviceAccount: 'db', ports: { mysql: 13306 } }, { address: 'unix:///x', labels: {}, ports: {} }],
    workloadSelector: { app: 'db' },
  });
});

test('what a ServiceEntry leaves out has protobuf\'s zero values', () => {
  expect(read({})).toEqual({ ...place, hosts: [], location: 'MESH_EXTERNAL', resolution: 'NONE', exportTo: [], ports: [], endpoints: [] });
});

test.each([['NONE'], ['STATIC'], ['DNS'], ['DNS_ROUND_ROBIN'], ['DYNAMIC_DNS']])('the resolution %s is known', (resolution) => {
  expect(read({ resolution }).resolution).toBe(resolution);
});

test.each([[undefined, undefined], [null, undefined], [{}, {}], [{ labels: { app: 'db' } }, { app: 'db' }]])('the selector %j is %j', (workloadSelector, expected) => {
  expect(read({ workloadSelector }).workloadSelector).toEqual(expected);
});

test('a WorkloadEntry is read as a server of its own', () => {
  expect(readEntry({ address: '10.0.0.1', labels: { app: 'db', tier: 'old' }, serviceAccount: 'db', ports: { mysql: 3306, none: 0 } }, { labels: { tier: 'new' }, annotations: { a: 'b' } })).toEqual({
    ...place,
    kind: 'WorkloadEntry',
    annotations: { a: 'b' },
    podAnnotations: { a: 'b' },
    podLabels: { app: 'db', tier: 'new' },
    hostNetwork: false,
    hasProxyContainer: false,
    isRunning: false,
    serviceAccount: 'db',
    ports: [{ number: 3306, name: 'mysql' }],
    probes: [],
    entryPorts: { mysql: 3306 },
  });
});

test.each([[undefined], [''], [1]])('a WorkloadEntry with the service account %j has none', (serviceAccount) => {
  expect(readEntry({ serviceAccount }).serviceAccount).toBeUndefined();
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const specs = [
      value,
      { hosts: value, location: value, resolution: value, exportTo: value, ports: value, endpoints: value, workloadSelector: value },
      { labels: value, serviceAccount: value },
      { ports: [value, { number: value, name: value, protocol: value, targetPort: value }] },
      { endpoints: [value, { address: value, labels: value, serviceAccount: value, ports: value }] },
      { ports: { mysql: value }, workloadSelector: { labels: value } },
    ];
    for (const spec of specs) expect(() => [read(spec), readEntry(spec, { labels: value, annotations: value })]).not.toThrow();
  }
});
