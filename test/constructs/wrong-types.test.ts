import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import {
  AmbientMtlsMode, ClientPolicy, ClientPortPolicy, ClientTls, Host, Mesh, MeshPolicy, MeshWave, MtlsException, MtlsMigration, MtlsMode,
  NamespacePolicy, OwnCertificate, PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy, WorkloadPort,
} from '../../src';
import { refusal } from '../../src/constructs/private/refuse';
import { aChart, namespace, workload } from '../support/app-builders';

// What a compiler would refuse, from callers that have none.
const untyped = <T>(value: unknown) => value as T;
const REASON = { reason: 'scraped from outside the mesh' };
const STRICT = { mode: MtlsMode.STRICT };
const PORT_POLICY = 'use PortPolicy.permissive(8080, { reason: … }), disable or strict';
const WORKLOAD = 'allowed: a Workload; use Workload.of(…) or Workload.labelled(…)';
const SINGLE_HOSTS = 'allowed: a Host; use Host.ofService(…), Host.service(…) or Host.external(…)';
const LIST = 'put it between [ and ]';

const db = () => Workload.labelled('shop', { app: 'db' });
const host = () => Host.service('db', 'shop');
const canary = () => Wave.workloads('canary', [db()]);
const metrics = () => PortPolicy.permissive(9102, REASON);
const migrate = (chart: Chart, props: object) => new MtlsMigration(chart, 'm', { waves: [canary()], ...props });
const policy = (chart: Chart, props: object) => new WorkloadPolicy(chart, 'db', { workload: db(), ...STRICT, ...props });
const rule = (chart: Chart, props: object) => new ClientPolicy(chart, 'db', { host: host(), tls: ClientTls.DISABLE, ...props });
const configure = (options: unknown) => (chart: Chart) => Mesh.of(chart).configure(untyped(options));

const MISTAKES: [string, (chart: Chart) => unknown, string][] = [
  ['MeshPolicy without props', (chart) => new MeshPolicy(chart, 'x', untyped(undefined)), 'policies/x: props: got undefined; allowed: an object; give it, such as { mode: MtlsMode.STRICT }'],
  ['MeshPolicy.ambient without props', (chart) => MeshPolicy.ambient(chart, 'x', untyped(undefined)), 'policies/x: props: got undefined; allowed: an object; give it, such as { mode: AmbientMtlsMode.STRICT }'],
  ['NamespacePolicy without props', (chart) => new NamespacePolicy(chart, 'x', untyped(null)), 'policies/x: props: got null; allowed: an object; give it, such as { namespaceName: \'shop\', mode: MtlsMode.STRICT }'],
  ['NamespacePolicy.ambient without props', (chart) => NamespacePolicy.ambient(chart, 'x', untyped('shop')), 'policies/x: props: got "shop"; allowed: an object; give it, such as { namespaceName: \'shop\', mode: AmbientMtlsMode.STRICT }'],
  ['WorkloadPolicy without props', (chart) => new WorkloadPolicy(chart, 'x', untyped(undefined)), 'policies/x: props: got undefined; allowed: an object; give it, such as { workload: Workload.of(deployment), mode: MtlsMode.STRICT }'],
  ['WorkloadPolicy.ambient without props', (chart) => WorkloadPolicy.ambient(chart, 'x', untyped(undefined)), 'policies/x: props: got undefined; allowed: an object; give it, such as { workload: Workload.of(deployment), mode: MtlsMode.STRICT }'],
  ['ClientPolicy without props', (chart) => new ClientPolicy(chart, 'x', untyped(undefined)), 'policies/x: props: got undefined; allowed: an object; give it, such as { host: Host.ofService(service), tls: ClientTls.ISTIO_MUTUAL }'],
  ['MtlsMigration without props', (chart) => new MtlsMigration(chart, 'x', untyped(undefined)), 'policies/x: props: got undefined; allowed: an object; give it, such as { waves: [Wave.namespaces(\'shop\', [\'shop\'])] }'],

  ['Workload.of nothing', () => Workload.of(untyped(undefined)), 'pod template: got undefined; allowed: a construct; give the workload itself, or pick one with Workload.find(construct, name)'],
  ['Workload.of a text', () => Workload.of(untyped('web')), 'pod template: got "web"; allowed: a construct; give the workload itself, or pick one with Workload.find(construct, name)'],
  ['Workload.find in nothing', () => Workload.find(untyped(undefined), 'web'), 'Workload.find: scope: got undefined; allowed: a construct; give an Include, a chart or the app'],
  ['labels in a text', () => Workload.labelled('shop', untyped('app=web')), 'Workload.labelled: labels: got "app=web"; allowed: one label or more; name the labels of the pods, or use NamespacePolicy for a whole namespace'],
  ['Host.ofService of nothing', () => Host.ofService(untyped(undefined)), 'Service: got undefined; allowed: a construct; give the Service itself, or name it with Host.service(name, namespaceName)'],
  ['Host.external of a number', () => Host.external(untyped(5), 'a'), 'Host.external: hostname: got 5; allowed: a full host name with at least one dot; use Host.service for Services, Host.wildcard for patterns'],
  ['Host.wildcard of a number', () => Host.wildcard(untyped(5), []), 'Host.wildcard: pattern: got 5; allowed: "*", or "*." and the end of a host name; write "*.local" for all Services, or "*.foo.svc.cluster.local" for a namespace'],
  ['Host.wildcard without texts', () => Host.wildcard('*.local', untyped(['x'])), `Host.wildcard: excluding: got "x"; ${SINGLE_HOSTS}`],
  ['Mesh.of nothing', () => Mesh.of(untyped(undefined)), 'Mesh.of: got undefined; allowed: a construct; give the app, or anything in it'],
  ['a Namespace where its name is meant', (chart) => new NamespacePolicy(chart, 'x', { namespaceName: untyped(namespace(chart, 'shop')), ...STRICT }),
    'policies/x: namespaceName: got the construct policies/namespace-shop; allowed: a DNS label: at most 63 of a-z, 0-9 and "-", a letter or digit first and last; give its name, namespace.name'],

  ['a workload that is a construct', (chart) => policy(chart, { workload: workload(chart, 'web') }), `policies/db: workload: got the construct policies/web; ${WORKLOAD}`],
  ['ports that are one', (chart) => policy(chart, { ports: metrics() }), `policies/db: ports: got an object of class AmbientPortPolicy; allowed: a list of PortPolicy; ${LIST}`],
  ['ports that are numbers', (chart) => policy(chart, { ports: [8080] }), `policies/db: ports: got 8080; allowed: a PortPolicy; ${PORT_POLICY}`],
  ['ports that are a map', (chart) => policy(chart, { ports: { 8080: 'PERMISSIVE' } }), `policies/db: ports: got {"8080":"PERMISSIVE"}; allowed: a list of PortPolicy; ${LIST}`],
  ['ambient ports that are one', (chart) => WorkloadPolicy.ambient(chart, 'db', { workload: db(), mode: AmbientMtlsMode.STRICT, ports: untyped(metrics()) }), `policies/db: ports: got an object of class AmbientPortPolicy; allowed: a list of PortPolicy; ${LIST}`],
  ['exceptPort of nothing', (chart) => new MeshPolicy(chart, 'x', STRICT).exceptPort(untyped(undefined)), `policies/x: exceptPort: got undefined; allowed: a PortPolicy; ${PORT_POLICY}`],
  ['exceptPort of a number', (chart) => new NamespacePolicy(chart, 'x', { namespaceName: 'shop', ...STRICT }).exceptPort(untyped(8080)), `policies/x: exceptPort: got 8080; allowed: a PortPolicy; ${PORT_POLICY}`],
  ['exceptPort of a number in ambient mode', (chart) => MeshPolicy.ambient(chart, 'x', { mode: AmbientMtlsMode.STRICT }).exceptPort(untyped(8080)), `policies/x: exceptPort: got 8080; allowed: a PortPolicy; ${PORT_POLICY}`],
  ['a number for a WorkloadPort', () => PortPolicy.permissivePort(untyped(8080), REASON), 'port of PortPolicy PERMISSIVE: got 8080; allowed: a WorkloadPort; use WorkloadPort.number(8080), named(…) or behind(…); a number alone goes to permissive, disable or strict'],
  ['a number for a ServicePort', () => WorkloadPort.behind(untyped(80)), 'WorkloadPort.behind: got 80; allowed: a ServicePort; use Host.ofService(service).port(80), or WorkloadPort.number for the workload\'s own'],

  ['a host that is a text', (chart) => rule(chart, { host: 'a.b.c' }), 'policies/db: host: got "a.b.c"; allowed: a Host; use Host.ofService(…), Host.service(…), Host.external(…) or Host.wildcard(…)'],
  ['TLS settings that are a text', (chart) => rule(chart, { tls: 'ISTIO_MUTUAL' }), 'policies/db: tls: got "ISTIO_MUTUAL"; allowed: a ClientTls; use ClientTls.ISTIO_MUTUAL, DISABLE, simple(…) or mutual(…)'],
  ['client ports that are one', (chart) => rule(chart, { ports: ClientPortPolicy.of(host().port(80), ClientTls.DISABLE) }), `policies/db: ports: got an object of class ClientPortPolicy; allowed: a list of ClientPortPolicy; ${LIST}`],
  ['a client port that is a number', () => ClientPortPolicy.of(untyped(80), ClientTls.DISABLE), 'ClientPortPolicy.of: port: got 80; allowed: a ServicePort; use host.port(80) of the Host that the policy is for'],
  ['TLS settings of a port that are a text', () => ClientPortPolicy.of(host().port(80), untyped('DISABLE')), 'ClientPortPolicy.of: tls: got "DISABLE"; allowed: a ClientTls; use ClientTls.ISTIO_MUTUAL, DISABLE, simple(…) or mutual(…)'],
  ['ClientTls.mutual of nothing', () => ClientTls.mutual(untyped(undefined)), 'ClientTls.mutual: ownCertificate: got undefined; allowed: an OwnCertificate; use OwnCertificate.files({ certificate: …, privateKey: … })'],
  ['OwnCertificate.files of nothing', () => OwnCertificate.files(untyped(undefined)), 'OwnCertificate.files: got undefined; allowed: an object with certificate, privateKey, caCertificates; give the paths of the client\'s certificate and key'],
  ['subjectAltNames that are one', () => ClientTls.simple({ subjectAltNames: untyped('x') }), `ClientTls SIMPLE: subjectAltNames: got "x"; allowed: a list of names; ${LIST}`],
  ['an empty name', () => ClientTls.simple({ sni: '' }), 'ClientTls SIMPLE: sni: got ""; allowed: a name; leave it out to accept the name that is dialled'],
  ['an option that ClientTls.simple does not have', () => ClientTls.simple(untyped({ credentialName: 'x' })), 'ClientTls.simple: key: got "credentialName"; allowed: sni, subjectAltNames, caCertificates; correct the key, or leave it out'],

  ['a wave of names', () => Wave.workloads('b', untyped(['shop'])), 'Wave.workloads "b": got "shop"; allowed: a Workload; use Workload.of(…) or Workload.labelled(…); Wave.namespaces takes names of namespaces'],
  ['after that is one', () => Wave.workloads('b', [db()], { after: untyped(canary()) }), `after of Wave: got an object of class Wave; allowed: a list of Wave; ${LIST}`],
  ['after of names', () => MeshWave.named('rest', { after: untyped(['canary']) }), 'after of MeshWave: got "canary"; allowed: a Wave; list the waves themselves: after: [canary]'],
  ['the rest among waves', (chart) => migrate(chart, { waves: [MeshWave.named('rest')] }), 'policies/m: waves: got an object of class MeshWave; allowed: a Wave; use Wave.workloads(…), Wave.namespaces(…) or Wave.labelled(…); a MeshWave is the rest'],
  ['a wave as the rest', (chart) => migrate(chart, { rest: canary() }), 'policies/m: rest: got an object of class Wave; allowed: a MeshWave; use MeshWave.named(…); a Wave is one of waves'],
  ['exceptions that are port policies', (chart) => migrate(chart, { exceptions: [metrics()] }), 'policies/m: exceptions: got an object of class AmbientPortPolicy; allowed: an MtlsException; use MtlsException.port(…), portInNamespace(…), portInMesh(…) or workload(…)'],
  ['steps in a Map', (chart) => migrate(chart, { steps: new Map([['canary', WaveStep.STRICT]]) }), 'policies/m: steps: got an object of class Map; allowed: an object; write { canary: WaveStep.STRICT }, with a wave\'s name and its step'],
  ['an exception of a port that is a number', () => MtlsException.port(db(), untyped(8080)), `MtlsException.port: port: got 8080; allowed: a PortPolicy; ${PORT_POLICY}`],
  ['an exception of a workload that is a construct', (chart) => MtlsException.workload(untyped(workload(chart, 'web')), REASON), `MtlsException.workload: workload: got the construct policies/web; ${WORKLOAD}`],

  ['configure of nothing', configure(undefined), 'Mesh.configure: got undefined; allowed: an object with rootNamespace, clusterDomain, trustDomain, enableAutoMtls, istioVersion, ambient, defaultInjection, revision, today, checks; give what differs from Istio\'s defaults, such as { rootNamespace: \'istio-config\' }'],
  ['a misspelt setting', configure({ autoMtls: false }), 'Mesh.configure: key: got "autoMtls"; allowed: rootNamespace, clusterDomain, trustDomain, enableAutoMtls, istioVersion, ambient, defaultInjection, revision, today, checks; correct the key, or leave it out'],
  ['a boolean as a text', configure({ enableAutoMtls: 'false' }), 'Mesh.configure: enableAutoMtls: got "false"; allowed: true or false; give a boolean, or leave it out'],
  ['an empty revision', configure({ revision: '' }), 'Mesh.configure: revision: got ""; allowed: a revision as in the label istio.io/rev, such as "1-31"; give the revision that istiod was installed with, or leave it out'],
  ['an empty trust domain', configure({ trustDomain: '' }), 'Mesh.configure: trustDomain: got ""; allowed: a text that is not empty; give the trust domain, such as "cluster.local", or leave it out'],
  ['a version in words', configure({ istioVersion: 'latest' }), 'Mesh.configure: istioVersion: got "latest"; allowed: a version such as "1.31" or "1.31.2"; give the version that `istioctl version` prints for the control plane'],
  ['a version that is a number', configure({ istioVersion: 1.31 }), 'Mesh.configure: istioVersion: got 1.31; allowed: a version such as "1.31" or "1.31.2"; give the version that `istioctl version` prints for the control plane'],
  ['paths in a list', (chart) => Mesh.of(chart).addManifests(untyped(['a.yaml'])), 'Mesh.addManifests: path: got ["a.yaml"]; allowed: the path of a file or folder; give paths one by one: addManifests(\'a.yaml\', \'b\'), or addManifests(...paths)'],
];

test.each(MISTAKES)('%s is refused in words', (_what, write, message) => {
  expect(() => write(aChart())).toThrow(new Error(message));
});

test('versions of Istio are taken with and without a patch', () => {
  for (const istioVersion of ['1.31', '1.31.2']) expect(() => Mesh.of(aChart()).configure({ istioVersion })).not.toThrow();
});

test('names of TLS settings may be tokens', () => {
  expect(() => ClientTls.simple({ sni: Lazy.any({ produce: () => 'db' }), subjectAltNames: [Lazy.any({ produce: () => 'db' })] })).not.toThrow();
});

describe('a refusal quotes', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const hostile = new Proxy({}, { get: () => { throw new Error('no'); } });

  test.each<[string, unknown, string]>([
    ['a value that holds itself', circular, 'a value of type object'],
    ['a value that cannot be looked at', hostile, 'a value of type object'],
    ['a BigInt', 8080n, '8080n'],
    ['an object with a BigInt', { port: 8080n }, '{"port":"8080n"}'],
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['a function', () => 1, 'a function'],
    ['a class', Workload, 'the function or class Workload'],
    ['the root', new App(), 'the construct at the root'],
    ['an object without a class', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
    ['a long text, cut', 'x'.repeat(1000), `"${'x'.repeat(299)}…`],
  ])('%s', (_what, value, quoted) => {
    expect(refusal('it', value, 'another', 'change it')).toBe(`it: got ${quoted}; allowed: another; change it`);
  });

  test('a construct by its path', () => {
    expect(refusal('it', new ApiObject(aChart(), 'web', { apiVersion: 'v1', kind: 'Pod' }), 'a name', 'give it')).toContain('got the construct policies/web;');
  });
});
