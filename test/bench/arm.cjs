// One arm of the benchmark, in a process of its own: builds and synthesizes N policies, prints what it took as JSON.
// usage: node arm.cjs ours|raw N policies|workloads
// `policies`: the policies alone, without checks; `workloads`: each with a Deployment that it is about, with every check.
const { mkdtempSync, rmSync, readFileSync, readdirSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ApiObject, App, Chart } = require('cdk8s');
const { ClientPolicy, ClientTls, Host, Mesh, MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy } = require('../..');

const [arm, count, work] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const REASON = 'scraped from outside the mesh';
const KINDS = ['namespace', 'client', 'workload', 'exception'];
const hasWorkloads = work === 'workloads';
// Four policies are about one namespace where there are workloads: Istio takes one policy for a namespace.
const namespaceOf = (i) => (hasWorkloads ? `ns-${Math.floor(i / KINDS.length)}` : `ns-${i}`);

// Of every four policies one is a namespace's, one a client rule, two are workloads', one of those with a port exception.
const ours = {
  namespace: (chart, i) => new NamespacePolicy(chart, `n${i}`, { namespaceName: namespaceOf(i), mode: MtlsMode.STRICT }),
  client: (chart, i) => new ClientPolicy(chart, `c${i}`, { host: Host.service(`svc-${i}`, namespaceOf(i)), tls: ClientTls.ISTIO_MUTUAL }),
  workload: (chart, i) => new WorkloadPolicy(chart, `w${i}`, { workload: Workload.labelled(namespaceOf(i), { app: `app-${i}` }), mode: MtlsMode.STRICT }),
  exception: (chart, i) => new WorkloadPolicy(chart, `e${i}`, {
    workload: Workload.labelled(namespaceOf(i), { app: `app-${i}` }), mode: MtlsMode.STRICT, ports: [PortPolicy.permissive(9102, { reason: REASON })],
  }),
};

const policy = (name, namespace, spec, annotations) => ({
  apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name, namespace, ...(annotations && { annotations }) }, spec,
});
const raw = {
  namespace: (chart, i) => new ApiObject(chart, `n${i}`, policy('default', namespaceOf(i), { mtls: { mode: 'STRICT' } })),
  client: (chart, i) => new ApiObject(chart, `c${i}`, {
    apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: `c${i}`, namespace: namespaceOf(i) },
    spec: { host: `svc-${i}.${namespaceOf(i)}.svc.cluster.local`, trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } },
  }),
  workload: (chart, i) => new ApiObject(chart, `w${i}`, policy(`w${i}`, namespaceOf(i), { selector: { matchLabels: { app: `app-${i}` } }, mtls: { mode: 'STRICT' } })),
  exception: (chart, i) => new ApiObject(chart, `e${i}`, policy(`e${i}`, namespaceOf(i),
    { selector: { matchLabels: { app: `app-${i}` } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } },
    { 'mtls.cdk8s.io/port-9102-reason': REASON })),
};

/** A Deployment for each policy; for four of them the Namespace that injects its pods, and the Service that the client rule is for. */
function addWorkload(chart, i) {
  const [namespace, labels] = [namespaceOf(i), { app: `app-${i}` }];
  const object = (id, apiVersion, kind, name, rest) => new ApiObject(chart, id, { apiVersion, kind, metadata: { name, namespace }, ...rest });
  if (i % KINDS.length === 0) new ApiObject(chart, `namespace-${i}`, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'istio-injection': 'enabled' } } });
  if (KINDS[i % KINDS.length] === 'client') object(`service-${i}`, 'v1', 'Service', `svc-${i}`, { spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } });
  const ports = [{ containerPort: 8080, name: 'http' }, { containerPort: 9102, name: 'metrics' }];
  const containers = [{ name: 'main', image: 'registry.example/app:1', ports, resources: { requests: { cpu: '100m', memory: '64Mi' } } }];
  object(`deployment-${i}`, 'apps/v1', 'Deployment', `app-${i}`, { spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } } });
}

const make = { ours, raw }[arm];
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const start = process.hrtime.bigint();
const app = new App({ outdir });
if (arm === 'ours' && !hasWorkloads) Mesh.of(app).configure({ checks: false });
const chart = new Chart(app, 'policies');
for (let i = 0; i < count; i += 1) {
  make[KINDS[i % KINDS.length]](chart, i);
  if (hasWorkloads) addWorkload(chart, i);
}
app.synth();
const ms = Number(process.hrtime.bigint() - start) / 1e6;
const digest = createHash('sha256');
for (const file of readdirSync(outdir).sort()) digest.update(readFileSync(join(outdir, file)));
rmSync(outdir, { recursive: true });
const cpu = process.cpuUsage();
console.log(JSON.stringify({ ms, cpuMs: (cpu.user + cpu.system) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024, digest: digest.digest('hex') }));
