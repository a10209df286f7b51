import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ClientPolicy, ClientTls, Host, MeshPolicy, MeshWave, MtlsException, MtlsMigration, MtlsMode, NamespacePolicy, PortPolicy, Wave, WaveStep, Workload,
  WorkloadPolicy, WorkloadPort,
} from '../../src';
import { aChart, refusalsOf, service, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

catchNotices();

const REASON = { reason: 'scraped from outside the mesh' };
const DNS_LABEL = 'allowed: a DNS label: at most 63 of a-z, 0-9 and "-", a letter or digit first and last';
const DNS_SUBDOMAIN = 'allowed: DNS labels joined by ".", at most 253 characters of a-z, 0-9, "-" and "."';
const PORT = 'allowed: a whole number from 1 to 65535; give the port that the container listens on';
const WHY = 'allowed: a text that says why the exception is there; write the reason that a reviewer needs';
const DAY = 'allowed: a day as YYYY-MM-DD; write the last day of the exception, such as "2027-09-30"';
const WAVE_NAME = 'allowed: a-z, 0-9, "-", "_" and ".", a letter or digit first and last; name the wave for what is in it, such as "canary"';

const db = () => Workload.labelled('shop', { app: 'db' });
const untyped = <T>(value: unknown) => value as T;

/** What one value cannot be throws where it is written. */
const WRITTEN: [string, (chart: Chart) => unknown, string][] = [
  ['a selector of nothing', () => Workload.labelled('shop', {}), 'Workload.labelled: labels: got {}; allowed: one label or more; name the labels of the pods, or use NamespacePolicy for a whole namespace'],
  ['no selector at all', () => Workload.labelled('shop', untyped(undefined)), 'Workload.labelled: labels: got undefined; allowed: one label or more; name the labels of the pods, or use NamespacePolicy for a whole namespace'],
  ['a selector of any value', () => Workload.labelled('shop', { app: '*' }), 'Workload.labelled: labels: value of label "app": got "*"; allowed: at most 63 letters, digits, "-", "_" and "."; no "*"; Istio matches labels exactly: name the value that the pods have'],
  ['a label value that is no text', () => Workload.labelled('shop', { replicas: untyped(3) }), 'Workload.labelled: labels: value of label "replicas": got 3; allowed: at most 63 letters, digits, "-", "_" and "."; no "*"; Istio matches labels exactly: name the value that the pods have'],
  ['a label key that is none', () => Workload.labelled('shop', { 'a b': 'c' }), 'Workload.labelled: labels: label key: got "a b"; allowed: [prefix/]name of letters, digits, "-", "_" and "."; no "*"; name a label that the pods have'],
  ['a namespace that is none', () => Workload.labelled('Shop', { app: 'db' }), `Workload.labelled: namespaceName: got "Shop"; ${DNS_LABEL}; give the Namespace's metadata.name`],
  ['a construct without a pod template', (chart) => Workload.of(service(chart, 'db', {}, [])), 'pod template policies/service-db: got "Service"; allowed: a construct that holds a pod template; give the workload itself, or pick one with Workload.find(construct, name)'],
  ['a construct of cdk8s-plus without a pod template', (chart) => Workload.of(new kplus28.ConfigMap(chart, 'config', { metadata: { name: 'c' } })), 'pod template policies/config: got "ConfigMap"; allowed: a construct that holds a pod template; give the workload itself, or pick one with Workload.find(construct, name)'],
  ['a construct that holds nothing', (chart) => Workload.of(new Construct(chart, 'empty')), 'pod template policies/empty: got "no Kubernetes object at all"; allowed: a construct that holds exactly one pod template; give the workload itself, or pick one with Workload.find(construct, name)'],
  ['a chart of several workloads', (chart) => { workload(chart, 'a'); workload(chart, 'b'); return Workload.of(chart); }, 'pod template policies: got "Deployment a, Deployment b"; allowed: a construct that holds exactly one pod template; give the workload itself, or pick one with Workload.find(construct, name)'],
  ...[0, 70000, 1.5, NaN, -1, Infinity].flatMap((port): [string, (chart: Chart) => unknown, string][] => [
    [`workload port ${port}`, () => WorkloadPort.number(port), `workload port: got ${port}; ${PORT}`],
    [`permissive port ${port}`, () => PortPolicy.permissive(port, REASON), `port of PortPolicy.permissive: got ${port}; ${PORT}`],
    [`strict port ${port}`, () => PortPolicy.strict(port, REASON), `port of PortPolicy.strict: got ${port}; ${PORT}`],
    [`disabled port ${port}`, () => PortPolicy.disable(port, REASON), `port of PortPolicy.disable: got ${port}; ${PORT}`],
    [`Service port ${port}`, () => Host.service('db', 'shop').port(port), `Host.port: got ${port}; allowed: a whole number from 1 to 65535; give the port that clients dial`],
  ]),
  ['a port as a text', () => PortPolicy.permissive(untyped('8080'), REASON), `port of PortPolicy.permissive: got "8080"; ${PORT}`],
  ['a port name of nothing', () => WorkloadPort.named(''), 'workload port name: got ""; allowed: the name of a container port; use the `name` in the container\'s `ports`'],
  ['an exception without a reason', () => PortPolicy.permissive(8080, untyped({})), `PortPolicy PERMISSIVE: reason: got undefined; ${WHY}`],
  ['an exception without options', () => PortPolicy.disable(8080, untyped(undefined)), `PortPolicy DISABLE: reason: got undefined; ${WHY}`],
  ['an exception with an empty reason', () => PortPolicy.strict(8080, { reason: ' ' }), `PortPolicy STRICT: reason: got " "; ${WHY}`],
  ['an expiry date that is no date', () => PortPolicy.permissive(8080, { ...REASON, until: '2027-02-30' }), `PortPolicy PERMISSIVE: until: got "2027-02-30"; ${DAY}`],
  ['an expiry date in another form', () => PortPolicy.permissive(8080, { ...REASON, until: '30.9.2027' }), `PortPolicy PERMISSIVE: until: got "30.9.2027"; ${DAY}`],
  ['an expiry date that is no text', () => PortPolicy.permissive(8080, { ...REASON, until: untyped(20270930) }), `PortPolicy PERMISSIVE: until: got 20270930; ${DAY}`],
  ['a mode that is none of Istio\'s', (chart) => new MeshPolicy(chart, 'mesh', { mode: untyped('DISABLED') }), 'policies/mesh: mode: got "DISABLED"; allowed: UNSET, DISABLE, PERMISSIVE, STRICT; use a member of MtlsMode'],
  ['a policy with an empty reason', (chart) => new MeshPolicy(chart, 'mesh', { mode: MtlsMode.DISABLE, reason: '' }), `policies/mesh: reason: got ""; ${WHY}`],
  ['a policy until no date', (chart) => new MeshPolicy(chart, 'mesh', { mode: MtlsMode.DISABLE, ...REASON, until: '2027-02-30' }), `policies/mesh: until: got "2027-02-30"; ${DAY}`],
  ['a policy name that is none', (chart) => new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT, policyName: 'The Mesh' }), `policies/mesh: policyName: got "The Mesh"; ${DNS_SUBDOMAIN}; choose another name`],
  ['a namespace name that is no DNS label', (chart) => new NamespacePolicy(chart, 'shop', { namespaceName: 'shop.web', mode: MtlsMode.STRICT }), `policies/shop: namespaceName: got "shop.web"; ${DNS_LABEL}; give the Namespace's metadata.name`],
  ['a namespace name of ambient mode that is no DNS label', (chart) => NamespacePolicy.ambient(chart, 'shop', { namespaceName: '', mode: untyped('STRICT') }), `policies/shop: namespaceName: got ""; ${DNS_LABEL}; give the Namespace's metadata.name`],
  ['a namespace name that is missing', (chart) => new NamespacePolicy(chart, 'shop', untyped({ mode: MtlsMode.STRICT })), `policies/shop: namespaceName: got undefined; ${DNS_LABEL}; give the Namespace's metadata.name`],
  ['an id that is no name for a workload policy', (chart) => new WorkloadPolicy(new Construct(chart, 'team'), 'My_Db', { workload: db(), mode: MtlsMode.STRICT }), `policies/team/My_Db: the id, which is the policy's metadata.name: got "My_Db"; ${DNS_SUBDOMAIN}; choose another id, or set policyName`],
  ['an id that is no name for a client policy', (chart) => new ClientPolicy(chart, 'To Db', { host: Host.service('db', 'shop'), tls: ClientTls.DISABLE }), `policies/To Db: the id, which is the policy's metadata.name: got "To Db"; ${DNS_SUBDOMAIN}; choose another id, or set policyName`],
  ['a workload policy without a workload', (chart) => new WorkloadPolicy(chart, 'db', untyped({ mode: MtlsMode.STRICT })), 'policies/db: workload: got undefined; allowed: a Workload; use Workload.of(…) or Workload.labelled(…)'],
  ['a client policy without a host', (chart) => new ClientPolicy(chart, 'db', untyped({ tls: ClientTls.DISABLE })), 'policies/db: host: got undefined; allowed: a Host; use Host.ofService(…), Host.service(…), Host.external(…) or Host.wildcard(…)'],
  ['a client policy without TLS settings', (chart) => new ClientPolicy(chart, 'db', untyped({ host: Host.service('db', 'shop') })), 'policies/db: tls: got undefined; allowed: a ClientTls; use ClientTls.ISTIO_MUTUAL, DISABLE, simple(…) or mutual(…)'],
  ['an empty wave of workloads', () => Wave.workloads('canary', []), 'Wave.workloads "canary": got []; allowed: a list of one workload or more; list what is in the wave, or leave the wave out'],
  ['an empty wave of namespaces', () => Wave.namespaces('canary', []), 'Wave.namespaces "canary": got []; allowed: a list of one namespace or more; list what is in the wave, or leave the wave out'],
  ['a wave of nothing', () => Wave.workloads('canary', untyped(undefined)), 'Wave.workloads "canary": got undefined; allowed: a list of one workload or more; list what is in the wave, or leave the wave out'],
  ['a wave of no labels', () => Wave.labelled('canary', {}), 'Wave.labelled "canary": got {}; allowed: one label or more; name the labels of the pods, or use NamespacePolicy for a whole namespace'],
  ['a wave of a namespace that is none', () => Wave.namespaces('canary', ['shop', 'Web']), `Wave.namespaces "canary": got "Web"; ${DNS_LABEL}; give the Namespace's metadata.name`],
  ['a wave without a name', () => Wave.workloads('', [db()]), `name of Wave: got ""; ${WAVE_NAME}`],
  ['a wave name with a space', () => Wave.namespaces('first wave', ['shop']), `name of Wave: got "first wave"; ${WAVE_NAME}`],
  ['the rest without a name', () => MeshWave.named(''), `name of MeshWave: got ""; ${WAVE_NAME}`],
  ['a migration of nothing', (chart) => new MtlsMigration(chart, 'to-strict', { waves: [] }), 'policies/to-strict: waves: got []; allowed: one wave or more, or a rest; say what is to migrate'],
  ['a migration without waves', (chart) => new MtlsMigration(chart, 'to-strict', untyped({})), 'policies/to-strict: waves: got undefined; allowed: a list of waves; list them, or give [] beside a rest'],
  ['an exception of a namespace that is none', () => MtlsException.portInNamespace('Shop', PortPolicy.permissive(8080, REASON)), `MtlsException.portInNamespace: got "Shop"; ${DNS_LABEL}; give the Namespace's metadata.name`],
  ['an exception of a workload without a reason', () => MtlsException.workload(db(), untyped({})), `MtlsException.workload: reason: got undefined; ${WHY}`],
  ['an exception of a workload until no date', () => MtlsException.workload(db(), { ...REASON, until: '2027-13-01' }), `MtlsException.workload: until: got "2027-13-01"; ${DAY}`],
];

describe('a value that can never be right is refused where it is written', () => {
  test.each(WRITTEN)('%s', (_what, write, message) => {
    expect(() => write(aChart())).toThrow(new Error(message));
  });

  test('and leaves nothing behind in the tree, so that a caught mistake is none', () => {
    const chart = aChart();
    for (const [, write] of WRITTEN.filter(([what]) => what.includes('policy') || what.includes('migration') || what.includes('mode'))) {
      expect(() => write(chart)).toThrow();
    }
    expect(refusalsOf(chart)).toEqual([]);
    expect(chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct))).toEqual([]);
  });
});

/** Four mistakes in three charts, that only the whole app shows. */
function manyMistakes(outdir?: string): App {
  const app = new App({ outdir });
  const [shop, web, mesh] = [aChart('shop', app, 'a-shop'), aChart('web', app, 'b-web'), aChart('istio-system', app, 'c-mesh')];
  const orders = Workload.of(workload(shop, 'orders', { ports: [{ containerPort: 8080, name: 'http' }] }));
  const nobody = service(shop, 'nobody', { app: 'nobody' }, [{ port: 80 }]);
  const ports = [
    PortPolicy.permissivePort(WorkloadPort.named('metrics'), REASON),
    PortPolicy.permissivePort(WorkloadPort.behind(Host.ofService(nobody).port(80)), REASON),
  ];
  new WorkloadPolicy(shop, 'orders-mtls', { workload: orders, mode: MtlsMode.STRICT, ports });
  new NamespacePolicy(web, 'one', { namespaceName: 'web', mode: MtlsMode.STRICT, policyName: 'one' });
  new NamespacePolicy(new Construct(web, 'team'), 'two', { namespaceName: 'web', mode: MtlsMode.STRICT, policyName: 'two' });
  new MeshPolicy(mesh, 'mesh', { mode: MtlsMode.DISABLE });
  return app;
}

const ALL = [
  '[a-shop/orders-mtls] no container port of Deployment shop/orders has this name: got "metrics"; allowed: 8080 (http); name one of these, or give the port a name in the container',
  '[a-shop/orders-mtls] Service shop/nobody does not lead to Deployment shop/orders: got selector {"app":"nobody"}; allowed: a Service that selects the pods; give its own Service, or the workload port\'s number',
  '[b-web/one] namespace web has two owners: b-web/one (PeerAuthentication web/one) and b-web/team/two (PeerAuthentication web/two); allowed: one policy per scope, as Istio follows the oldest and ignores the rest; keep one of them',
  '[b-web/team/two] namespace web has two owners: b-web/team/two (PeerAuthentication web/two) and b-web/one (PeerAuthentication web/one); allowed: one policy per scope, as Istio follows the oldest and ignores the rest; keep one of them',
  '[c-mesh/mesh] PeerAuthentication istio-system/default is weaker than its parent without a reason: got DISABLE under PERMISSIVE; allowed: PERMISSIVE or stronger, or a reason; set `reason`, which becomes an annotation',
];

describe('what only the whole app shows is refused', () => {
  test('all together in one error, each with its construct\'s path', () => {
    expect(refusalsOf(manyMistakes())).toEqual(ALL);
  });

  test.each([
    ['app.synth', (app: App) => app.synth()],
    ['app.synthYaml', (app: App) => app.synthYaml()],
    ['chart.toJson of the chart with a mistake', (app: App) => app.charts[0].toJson()],
    ['chart.toJson of any other chart', (app: App) => app.charts[2].toJson()],
  ])('by %s', (_what, synth) => {
    const message = `Validation failed with the following errors:\n  ${ALL.join('\n  ')}`;
    expect(() => synth(manyMistakes(tempFolder()))).toThrow(new Error(message));
  });

  test('before any manifest is written', () => {
    const outdir = join(tempFolder(), 'dist');
    expect(() => manyMistakes(outdir).synth()).toThrow('Validation failed');
    expect(existsSync(outdir) ? readdirSync(outdir) : []).toEqual([]);
  });

  test('again by the next synth, until it is mended', () => {
    const app = manyMistakes();
    expect([refusalsOf(app), refusalsOf(app)]).toEqual([ALL, ALL]);
    for (const [chart, id] of [['a-shop', 'orders-mtls'], ['b-web', 'team'], ['c-mesh', 'mesh']]) app.node.findChild(chart).node.tryRemoveChild(id);
    expect(refusalsOf(app)).toEqual([]);
  });

  test('with an object that cannot be rendered, which would leave half of the manifests on disk', () => {
    const outdir = join(tempFolder(), 'dist');
    const app = manyMistakes(outdir);
    new kplus28.Deployment(aChart('last', app, 'z-last'), 'unfinished');
    const [unrendered, ...others] = refusalsOf(app);
    expect(unrendered).toMatch(/^\[\] Deployment z-last\/unfinished\/Resource cannot be rendered: .*PodSpec must have at least 1 container/);
    expect(others).toEqual(ALL);
    expect(() => app.synth()).toThrow('Validation failed');
    expect(existsSync(outdir) ? readdirSync(outdir) : []).toEqual([]);
  });

  test('with the mistakes of a migration', () => {
    const chart = aChart();
    const orders = Workload.of(workload(chart, 'orders'));
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders]), Wave.workloads('again', [orders])], steps: { canaries: WaveStep.STRICT } });
    new NamespacePolicy(chart, 'root', { namespaceName: 'istio-system', mode: MtlsMode.STRICT });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] steps: got wave "canaries"; allowed: canary, again; name a wave of this migration',
      '[policies/to-strict] Deployment shop/orders is in several waves: got "canary" and "again"; allowed: one wave; take it out of the others',
      '[policies/root] namespaceName: got "istio-system", the root namespace, where a policy is mesh-wide; allowed: any other namespace; use MeshPolicy for the mesh',
    ]);
  });
});
