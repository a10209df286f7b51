import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Lazy, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ClientPolicy, ClientPortPolicy, ClientTls, Host, Mesh, MeshPolicy, MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy,
} from '../../src';
import { aChart, namespace, policiesOf, rawPolicy, rawRule, refusalsOf, rulesOf, service, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

const notices = catchNotices();

const STRICT = { mode: MtlsMode.STRICT };
const REASON = { reason: 'scraped from outside the mesh' };
const LEFT_OUT = 'allowed: workloads of the app or of added manifests; leave it in the construct tree, name its pods with Workload.labelled(…), or take it out here too';
const NO_SERVICE = 'allowed: Services of the app; leave it in the construct tree, name it with Host.service(name, namespaceName), or take it out here too';

describe('what is not in the app', () => {
  function secondChartOf(outdir?: string): Chart {
    const app = new App({ outdir });
    workload(aChart('shop', app, 'aa'), 'other');
    return aChart('shop', app, 'zz');
  }

  test('is refused as a workload that was taken out, with nothing written', () => {
    const outdir = join(tempFolder(), 'dist');
    const chart = secondChartOf(outdir);
    new WorkloadPolicy(chart, 'wp', { workload: Workload.of(workload(chart, 'd')), ...STRICT });
    chart.node.tryRemoveChild('d');
    expect(refusalsOf(chart)).toEqual([`[zz/wp] workload, which is not in the app: got the construct zz/d; ${LEFT_OUT}`]);
    expect(() => App.of(chart).synth()).toThrow('Validation failed');
    expect(existsSync(outdir) ? readdirSync(outdir) : []).toEqual([]);
  });

  test('is refused as a workload whose place another one has taken', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'wp', { workload: Workload.of(workload(chart, 'd')), ...STRICT });
    chart.node.tryRemoveChild('d');
    workload(chart, 'd');
    expect(refusalsOf(chart)).toEqual([`[policies/wp] workload, which is not in the app: got the construct policies/d; ${LEFT_OUT}`]);
  });

  test('is refused as a workload of another app', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'wp', { workload: Workload.of(workload(aChart('shop', new App(), 'theirs'), 'd')), ...STRICT });
    expect(refusalsOf(chart)).toEqual([`[policies/wp] workload, which is not in the app: got the construct theirs/d; ${LEFT_OUT}`]);
  });

  test('is refused as a Service, dialled or excluded', () => {
    const chart = aChart();
    const [db, theirs] = [service(chart, 'db', {}, [{ port: 80 }], 'shop'), service(aChart('shop', new App(), 'theirs'), 'web', {}, [], 'shop')];
    new ClientPolicy(chart, 'to-db', { host: Host.ofService(db), tls: ClientTls.DISABLE });
    new ClientPolicy(chart, 'wide', { host: Host.wildcard('*.local', [Host.ofService(theirs)]), tls: ClientTls.DISABLE });
    chart.node.tryRemoveChild('service-db');
    expect(refusalsOf(chart)).toEqual([
      `[policies/to-db] host, which is not in the app: got the construct policies/service-db; ${NO_SERVICE}`,
      `[policies/wide] host, which is not in the app: got the construct theirs/service-web; ${NO_SERVICE}`,
    ]);
  });

  test('is told of a workload that another one owns, whose pods it selects', () => {
    const chart = aChart();
    const owned = new ApiObject(chart, 'rs', {
      apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web-1', namespace: 'shop', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '1', controller: true }] },
    });
    new WorkloadPolicy(chart, 'wp', { workload: Workload.of(owned), ...STRICT });
    expect(refusalsOf(chart)).toEqual(['[policies/wp] workload, of which no pods are known: got the construct policies/rs; '
      + 'allowed: an object with a pod template that no other workload owns; complete the object so that it can be rendered, or give the workload that owns its pods']);
  });

  test('is told of a policy that was taken out, and is rendered nevertheless', () => {
    const chart = aChart();
    const taken = new MeshPolicy(chart, 'taken', STRICT);
    chart.node.tryRemoveChild('taken');
    expect(() => taken.toJson()).toThrow(/^\[policies\/taken\] policy: got one that is not read with the app; allowed: /);
  });
});

describe('a namespace that is a token', () => {
  const token = Lazy.any({ produce: () => 'shop' }) as unknown as string;

  test('is resolved for hosts', () => {
    const chart = aChart();
    const db = service(chart, 'db', {}, [{ port: 80 }], token);
    new ClientPolicy(chart, 'to-db', { host: Host.ofService(db), tls: ClientTls.DISABLE });
    expect(rulesOf(chart).map(({ metadata, spec }) => [metadata.namespace, spec.host])).toEqual([['shop', 'db.shop.svc.cluster.local']]);
  });

  test('is resolved for workloads', () => {
    const chart = aChart('elsewhere');
    const d = workload(chart, 'd', { namespace: token });
    new WorkloadPolicy(chart, 'wp', { workload: Workload.of(d), ...STRICT });
    expect(policiesOf(chart).map(({ metadata }) => metadata.namespace)).toEqual(['shop']);
    expect(Workload.find(chart, 'd', { namespaceName: 'shop' })).toBeInstanceOf(Workload);
  });
});

describe('two rules for one host in one namespace', () => {
  const allowed = 'allowed: one, as Istio takes the TLS settings of the oldest; keep one of them';
  const db = () => Host.service('db', 'shop');

  test('are refused at both ClientPolicies', () => {
    const chart = aChart();
    for (const id of ['a', 'b']) new ClientPolicy(chart, id, { host: db(), tls: ClientTls.DISABLE });
    expect(refusalsOf(chart)).toEqual([
      `[policies/a] host db.shop.svc.cluster.local has two rules in one namespace: got policies/a (DestinationRule shop/a) and policies/b (DestinationRule shop/b); ${allowed}`,
      `[policies/b] host db.shop.svc.cluster.local has two rules in one namespace: got policies/b (DestinationRule shop/b) and policies/a (DestinationRule shop/a); ${allowed}`,
    ]);
  });

  test('are refused beside a DestinationRule of the app, by its short name too', () => {
    const chart = aChart();
    rawRule(chart, 'raw', { name: 'raw', namespace: 'shop' }, { host: 'db' });
    new ClientPolicy(chart, 'a', { host: db(), tls: ClientTls.DISABLE });
    expect(refusalsOf(chart)).toEqual([
      `[policies/a] host db.shop.svc.cluster.local has two rules in one namespace: got policies/a (DestinationRule shop/a) and policies/raw (DestinationRule shop/raw); ${allowed}`,
    ]);
  });

  test('are none where one is for some clients only, or in another namespace', () => {
    const chart = aChart();
    rawRule(chart, 'some', { name: 'some', namespace: 'shop' }, { host: 'db', workloadSelector: { matchLabels: { app: 'web' } } });
    rawRule(chart, 'there', { name: 'there', namespace: 'web' }, { host: 'db.shop.svc.cluster.local' });
    new ClientPolicy(chart, 'a', { host: db(), tls: ClientTls.DISABLE });
    expect(refusalsOf(chart)).toEqual([]);
  });
});

describe('a ClientPolicy', () => {
  test('is refused when its wildcard excludes what it does not match', () => {
    const chart = aChart();
    const excluding = [Host.service('db', 'web'), Host.external('api.example.com', 'egress'), Host.service('db', 'shop')];
    new ClientPolicy(chart, 'wide', { host: Host.wildcard('*.shop.svc.cluster.local', excluding), tls: ClientTls.DISABLE });
    expect(refusalsOf(chart)).toEqual(['db.web.svc.cluster.local', 'api.example.com'].map((host) => (
      `[policies/wide] Host.wildcard "*.shop.svc.cluster.local": excluding: got "${host}"; allowed: hosts that the pattern matches; leave it out, as the rule does not reach it`)));
  });

  test('is refused for a port that its Service does not have, and taken where the Service is not known', () => {
    const chart = aChart();
    service(chart, 'db', {}, [{ port: 80 }, { port: 443 }], 'shop');
    for (const name of ['db', 'unknown']) {
      const host = Host.service(name, 'shop');
      new ClientPolicy(chart, name, { host, tls: ClientTls.ISTIO_MUTUAL, ports: [ClientPortPolicy.of(host.port(3306), ClientTls.DISABLE)] });
    }
    expect(refusalsOf(chart)).toEqual(['[policies/db] no port of Service shop/db: got 3306; allowed: 80, 443; give one of these']);
  });
});

describe('DISABLE in ambient mode', () => {
  const ambient = { 'istio.io/dataplane-mode': 'ambient' };

  test.each<[string, (chart: Chart, web: Workload) => unknown, string]>([
    ['a workload', (chart, web) => new WorkloadPolicy(chart, 'p', { workload: web, mode: MtlsMode.DISABLE, ...REASON }), 'PeerAuthentication shop/p (spec.mtls.mode)'],
    ['a port', (chart, web) => new WorkloadPolicy(chart, 'p', { workload: web, ...STRICT, ports: [PortPolicy.disable(8080, REASON)] }), 'PeerAuthentication shop/p (spec.portLevelMtls["8080"].mode)'],
    ['a namespace', (chart) => new NamespacePolicy(chart, 'p', { namespaceName: 'shop', mode: MtlsMode.DISABLE, ...REASON }), 'PeerAuthentication shop/default (spec.mtls.mode)'],
    ['the mesh', (chart) => new MeshPolicy(chart, 'p', { mode: MtlsMode.DISABLE, ...REASON }), 'PeerAuthentication istio-system/default (spec.mtls.mode)'],
  ])('is warned of for %s', (_what, declare, place) => {
    const chart = aChart();
    namespace(chart, 'shop', ambient);
    declare(chart, Workload.of(workload(chart, 'web')));
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([`warning: [policies/p] MTLS108 ${place}: ambient mode takes it for PERMISSIVE: got DISABLE for Deployment shop/web; `
      + 'allowed in ambient mode: PERMISSIVE, STRICT, UNSET; write PERMISSIVE']);
  });

  test('is fine for workloads with a sidecar', () => {
    const chart = aChart();
    namespace(chart, 'shop');
    new WorkloadPolicy(chart, 'p', { workload: Workload.of(workload(chart, 'web')), mode: MtlsMode.DISABLE, ...REASON });
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([]);
  });
});

test('a generated policy that cannot have its name is refused, with the way to name it', () => {
  const chart = aChart();
  const name = Array(4).fill('a'.repeat(62)).join('.');
  workload(chart, name, { labels: { app: 'a' }, ports: [{ containerPort: 9102 }] });
  new NamespacePolicy(chart, 'p', { namespaceName: 'shop', ...STRICT }).exceptPort(PortPolicy.permissive(9102, REASON));
  expect(refusalsOf(chart)).toEqual([`[policies/p] name of a generated policy: got PeerAuthentication shop/${name}-deployment, of 262 characters; `
    + 'allowed: DNS labels joined by ".", at most 253 characters; add a WorkloadPolicy with mode UNSET and a policyName for the workload, which takes the exception']);
});

describe('a policy among added manifests', () => {
  const added = (name: string, mode: string) => JSON.stringify({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name, namespace: 'shop' }, spec: { mtls: { mode } } });

  test('is the app\'s own where namespace and name are the same', () => {
    const chart = aChart();
    Mesh.of(chart).addManifests(tempFolder({ 'dump.yaml': added('default', 'PERMISSIVE') }));
    new NamespacePolicy(chart, 'p', { namespaceName: 'shop', ...STRICT });
    expect(refusalsOf(chart)).toEqual([]);
  });

  test('is there once, however often it was added, and not beside an included one', () => {
    const chart = aChart();
    const dump = tempFolder({ 'a.yaml': added('default', 'STRICT'), 'b.yaml': added('default', 'STRICT') });
    Mesh.of(chart).addManifests(dump, dump);
    rawPolicy(chart, 'raw', { name: 'own', namespace: 'shop' }, { selector: { matchLabels: { app: 'a' } } });
    new NamespacePolicy(chart, 'p', { namespaceName: 'shop', ...STRICT, policyName: 'other' });
    expect(refusalsOf(chart)).toEqual([expect.stringContaining(`and ${dump}/a.yaml (PeerAuthentication shop/default); allowed: one policy per scope`)]);
  });
});

test('a file that two generated policies would share has no remedy that cannot be had', () => {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE, outdir: tempFolder() });
  const chart = new Chart(app, 'mtls');
  for (const name of ['foo', 'bar']) workload(new Construct(chart, name), 'web', { namespace: name, ports: [{ containerPort: 9102 }] });
  new MeshPolicy(chart, 'mesh', STRICT).exceptPort(PortPolicy.permissive(9102, REASON));
  expect(refusalsOf(app)).toEqual([expect.stringMatching(/would hold one of two policies: .*; use YamlOutputType\.FILE_PER_CHART$/)]);
});

test('mesh config that istiod refuses is an error of the app, naming the ConfigMap', () => {
  const chart = aChart();
  new ApiObject(chart, 'istio', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: 'enableAutoMtls: "false"' } });
  new MeshPolicy(chart, 'mesh', STRICT);
  expect(refusalsOf(chart)).toEqual(['[] mesh config of ConfigMap policies/istio cannot be read: got "enableAutoMtls: "false", which is no boolean"; '
    + 'allowed: YAML, as istiod reads it; mend data.mesh, or leave the ConfigMap out']);
});
