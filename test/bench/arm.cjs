// One arm of the benchmark, in a process of its own: builds and synthesizes N policies, prints what it took as JSON.
// usage: node arm.cjs ours|raw N
const { mkdtempSync, rmSync, readFileSync, readdirSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ApiObject, App, Chart } = require('cdk8s');
const { ClientPolicy, ClientTls, Host, MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy } = require('../..');

const [arm, count] = [process.argv[2], Number(process.argv[3])];
const REASON = 'scraped from outside the mesh';

// Of every four policies one is a namespace's, one a client rule, two are workloads', one of those with a port exception.
const ours = {
  namespace: (chart, i) => new NamespacePolicy(chart, `n${i}`, { namespaceName: `ns-${i}`, mode: MtlsMode.STRICT }),
  client: (chart, i) => new ClientPolicy(chart, `c${i}`, { host: Host.service(`svc-${i}`, `ns-${i}`), tls: ClientTls.ISTIO_MUTUAL }),
  workload: (chart, i) => new WorkloadPolicy(chart, `w${i}`, { workload: Workload.labelled(`ns-${i}`, { app: `app-${i}` }), mode: MtlsMode.STRICT }),
  exception: (chart, i) => new WorkloadPolicy(chart, `e${i}`, {
    workload: Workload.labelled(`ns-${i}`, { app: `app-${i}` }), mode: MtlsMode.STRICT, ports: [PortPolicy.permissive(9102, { reason: REASON })],
  }),
};

const policy = (name, namespace, spec, annotations) => ({
  apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name, namespace, ...(annotations && { annotations }) }, spec,
});
const raw = {
  namespace: (chart, i) => new ApiObject(chart, `n${i}`, policy('default', `ns-${i}`, { mtls: { mode: 'STRICT' } })),
  client: (chart, i) => new ApiObject(chart, `c${i}`, {
    apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: `c${i}`, namespace: `ns-${i}` },
    spec: { host: `svc-${i}.ns-${i}.svc.cluster.local`, trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } },
  }),
  workload: (chart, i) => new ApiObject(chart, `w${i}`, policy(`w${i}`, `ns-${i}`, { selector: { matchLabels: { app: `app-${i}` } }, mtls: { mode: 'STRICT' } })),
  exception: (chart, i) => new ApiObject(chart, `e${i}`, policy(`e${i}`, `ns-${i}`,
    { selector: { matchLabels: { app: `app-${i}` } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } },
    { 'mtls.cdk8s.io/port-9102-reason': REASON })),
};

const make = { ours, raw }[arm];
const kinds = ['namespace', 'client', 'workload', 'exception'];
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const start = process.hrtime.bigint();
const app = new App({ outdir });
const chart = new Chart(app, 'policies');
for (let i = 0; i < count; i += 1) make[kinds[i % kinds.length]](chart, i);
app.synth();
const ms = Number(process.hrtime.bigint() - start) / 1e6;
const digest = createHash('sha256');
for (const file of readdirSync(outdir).sort()) digest.update(readFileSync(join(outdir, file)));
rmSync(outdir, { recursive: true });
const cpu = process.cpuUsage();
console.log(JSON.stringify({ ms, cpuMs: (cpu.user + cpu.system) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024, digest: digest.digest('hex') }));
