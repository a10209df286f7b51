import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, MeshPolicy, MtlsMode, OwnCertificate, PortPolicy, Workload, WorkloadPolicy } from '../../../src';
import { plainJson } from '../../../src/constructs/private/plain-json';

/** What is annotated is written to the metadata of an object that somebody has asked for them, for cdk8s to render. */
function byCdk8s(object: ApiObject): unknown {
  expect(object.metadata.name).toBeDefined();
  object.toJson();
  return ApiObject.prototype.toJson.call(object);
}

function policies(chart: Chart): ApiObject[] {
  const files = OwnCertificate.files({ privateKey: '/etc/key.pem', certificate: '/etc/cert.pem', caCertificates: '/etc/ca.pem' });
  return [
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT }),
    new WorkloadPolicy(chart, 'web', {
      workload: Workload.labelled('shop', { tier: 'front', app: 'web' }), mode: MtlsMode.STRICT, ports: [PortPolicy.permissive(9102, { reason: 'scraped' }), PortPolicy.disable(25, { reason: 'smtp' })],
    }),
    new ClientPolicy(chart, 'partner', { host: Host.external('partner.example.com', 'shop'), tls: ClientTls.mutual(files, { sni: 'partner', subjectAltNames: ['b', 'a'] }) }),
  ];
}

const inAnApp = () => policies(new Chart(new App(), 'mtls', { labels: { team: 'mesh' } }));

function manifests(): { readonly ours: unknown; readonly theirs: unknown }[] {
  const theirs = inAnApp();
  return inAnApp().map((object, i) => ({ ours: object.toJson(), theirs: byCdk8s(theirs[i]) }));
}

describe('a policy is rendered as cdk8s would render it', () => {
  const environment = process.env;
  afterEach(() => {
    process.env = environment;
  });

  test('with its keys in the same order', () => {
    for (const { ours, theirs } of manifests()) expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
  });

  test('where keys are not to be sorted', () => {
    process.env = { ...environment, CDK8S_DISABLE_SORT: '1' };
    for (const { ours, theirs } of manifests()) expect(ours).toEqual(theirs);
  });

  test('with JSON patches', () => {
    const [mesh] = policies(new Chart(new App(), 'mtls'));
    mesh.addJsonPatch(JsonPatch.add('/metadata/labels', { patched: 'yes' }), JsonPatch.replace('/spec/mtls/mode', 'PERMISSIVE'));
    expect(mesh.toJson()).toMatchObject({ metadata: { labels: { patched: 'yes' } }, spec: { mtls: { mode: 'PERMISSIVE' } } });
  });

  test('with whatever was added to its metadata', () => {
    const [mesh] = policies(new Chart(new App(), 'mtls', { labels: { team: 'mesh' } }));
    mesh.metadata.addLabel('app', 'mtls');
    mesh.metadata.addAnnotation('why', 'because');
    mesh.metadata.addFinalizers('example.com/keep');
    mesh.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Namespace', name: 'owner', uid: '1' });
    mesh.metadata.add('generateName', 'x');
    expect(mesh.toJson().metadata).toEqual({
      name: 'default',
      namespace: 'istio-system',
      labels: { app: 'mtls', team: 'mesh' },
      annotations: { why: 'because' },
      finalizers: ['example.com/keep'],
      ownerReferences: [{ apiVersion: 'v1', kind: 'Namespace', name: 'owner', uid: '1' }],
      generateName: 'x',
    });
  });

  test('by way of the resolvers of the app', () => {
    const shout: IResolver = { resolve: (context: ResolutionContext) => (context.value === 'web' ? context.replaceValue('WEB') : undefined) };
    const [, web] = policies(new Chart(new App({ resolvers: [shout] }), 'mtls'));
    expect(web.toJson().spec.selector.matchLabels.app).toBe('WEB');
  });

  test('with tokens in its settings resolved', () => {
    const chart = new Chart(new App(), 'mtls');
    const sni = Lazy.any({ produce: () => 'late.example.com' }) as unknown as string;
    const rule = new ClientPolicy(chart, 'late', { host: Host.external('late.example.com', 'shop'), tls: ClientTls.simple({ sni }) });
    expect(rule.toJson().spec.trafficPolicy.tls).toEqual({ mode: 'SIMPLE', sni: 'late.example.com' });
  });
});

test.each<[string, unknown, unknown]>([
  ['what is undefined', { a: undefined, b: [1, { c: undefined, d: 'x' }] }, { b: [1, { d: 'x' }] }],
  ['nothing of plain data', { b: { y: 1, x: [true, null] }, a: 'text' }, { a: 'text', b: { x: [true, null], y: 1 } }],
  ['everything where there is a token', { a: { b: new Map() } }, undefined],
  ['everything where a list holds a token', { a: [new Map()] }, undefined],
])('a plain copy leaves out %s', (_, value, copy) => {
  expect(plainJson(value)).toEqual(copy);
});
