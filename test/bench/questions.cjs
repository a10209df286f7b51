// usage: node --expose-gc questions.cjs N
// Prints how long questions take of a mesh of N services with five workloads each, once it is loaded: as JSON, in ms.
const { MeshIndex } = require('../../lib/engine/mesh-index');
const { decide } = require('../../lib/engine/decide');
const { reachableEndpoints } = require('../../lib/engine/connections');
const { readMeshSnapshot } = require('../../lib/manifests/mesh-snapshot');
const { readResolverSettings } = require('../../lib/manifests/read-resolver-settings');

const services = Number(process.argv[2]);
const WORKLOADS = 5;
const QUESTIONS = 2000;

const manifests = [];
const add = (apiVersion, kind, namespace, name, spec, labels) => manifests.push({ source: 'mesh', object: { apiVersion, kind, metadata: { name, namespace, labels }, spec } });
for (let i = 0; i < services / 40; i += 1) {
  add('v1', 'Namespace', undefined, `team-${i}`, undefined, i % 20 === 19 ? {} : { 'istio-injection': 'enabled' });
  add('security.istio.io/v1', 'PeerAuthentication', `team-${i}`, 'default', { mtls: { mode: i % 2 ? 'STRICT' : 'PERMISSIVE' } });
}
for (let i = 0; i < services; i += 1) {
  const namespace = `team-${Math.floor(i / 40)}`;
  add('v1', 'Service', namespace, `service-${i}`, { selector: { app: `app-${i}` }, ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'grpc', port: 90, targetPort: 9090 }] });
  if (i % 10 === 0) add('networking.istio.io/v1', 'DestinationRule', namespace, `service-${i}`, { host: `service-${i}`, trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } });
  for (let k = 0; k < WORKLOADS; k += 1) {
    const labels = { app: `app-${i}`, version: `v${k}` };
    add('apps/v1', 'Deployment', namespace, `app-${i}-${k}`, { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'x', ports: [{ containerPort: 8080 }] }] } } });
  }
}
const settings = readResolverSettings(manifests, {});
const mesh = new MeshIndex(readMeshSnapshot(manifests, settings), settings);
const { workloads } = mesh.snapshot;
// What loading has left behind is no part of a question.
globalThis.gc();
const times = [];
for (let i = 0; i < QUESTIONS; i += 1) {
  const client = workloads[(i * 7919) % workloads.length];
  const host = mesh.hosts[(i * 104729) % mesh.hosts.length];
  const start = process.hrtime.bigint();
  // Who answers at each port, what is sent there, what comes of it, and why.
  for (const port of host.ports) for (const endpoint of reachableEndpoints(mesh, { client, host, port })) decide(mesh, { client, host, port, endpoint }).reasons.length.toString();
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
const sorted = [...times].sort((a, b) => a - b);
console.log(JSON.stringify({ workloads: workloads.length, median: sorted[Math.floor(sorted.length / 2)], longest: sorted.at(-1), first: times[0] }));
