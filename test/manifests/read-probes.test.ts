import type { JsonObject } from '../../src/manifests/json';
import { readProbes } from '../../src/manifests/read-probes';

const probesOf = (podSpec: object) => readProbes(podSpec as JsonObject);

test('the probes of all containers are read, each with its kind, port and place', () => {
  expect(probesOf({
    containers: [
      { name: 'main', livenessProbe: { httpGet: { port: 8080, path: '/' } }, readinessProbe: { tcpSocket: { port: 'http' } }, startupProbe: { exec: { command: ['true'] } } },
      { name: 'side', readinessProbe: { grpc: { port: 9090 } } },
    ],
    initContainers: [{ name: 'native', startupProbe: { httpGet: { port: 15020 } } }],
  })).toEqual([
    { title: 'livenessProbe of container main', field: 'containers[0].livenessProbe', kind: 'http', port: 8080 },
    { title: 'readinessProbe of container main', field: 'containers[0].readinessProbe', kind: 'tcp', port: 'http' },
    { title: 'startupProbe of container main', field: 'containers[0].startupProbe', kind: 'exec' },
    { title: 'readinessProbe of container side', field: 'containers[1].readinessProbe', kind: 'grpc', port: 9090 },
    { title: 'startupProbe of container native', field: 'initContainers[0].startupProbe', kind: 'http', port: 15020 },
  ]);
});

test.each([[{}], [null], ['httpGet'], [{ httpGet: null }], [{ periodSeconds: 1 }]])('the probe %j asks nothing', (livenessProbe) => {
  expect(probesOf({ containers: [{ name: 'main', livenessProbe }] })).toEqual([]);
});

test.each([[0], [70000], [null], [undefined], [{}]])('a probe of the port %j has none', (port) => {
  expect(probesOf({ containers: [{ name: 'main', livenessProbe: { httpGet: { port } } }] })[0].port).toBeUndefined();
});
