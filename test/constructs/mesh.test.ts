import { ApiObject, App, Chart, Include } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, Mesh, MeshPolicy, MtlsMode, NamespacePolicy, PortPolicy } from '../../src';
import { aChart, policiesOf, refusalsOf, rulesOf } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

catchNotices();

const DEFAULTS = {
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  trustDomain: 'cluster.local',
  enableAutoMtls: true,
  istioVersion: '1.31',
  ambient: false,
  defaultInjection: false,
  revision: 'default',
};

function meshConfig(chart: Chart, mesh: string, name = 'istio'): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' }, data: { mesh } });
}

describe('the settings of the mesh', () => {
  test('are Istio\'s own where nothing is said', () => {
    expect(Mesh.of(aChart()).settings).toEqual(DEFAULTS);
  });

  test('are the same from everywhere in the app', () => {
    const app = new App();
    Mesh.of(aChart('a', app, 'a')).configure({ rootNamespace: 'mesh-root' });
    expect(Mesh.of(aChart('b', app, 'b')).settings).toEqual({ ...DEFAULTS, rootNamespace: 'mesh-root' });
    expect(Mesh.of(new App()).settings).toEqual(DEFAULTS);
  });

  test('are read from mesh config among the manifests', () => {
    const chart = aChart();
    meshConfig(chart, 'rootNamespace: mesh-root\ntrustDomain: corp.example\nenableAutoMtls: false\naccessLogFile: /dev/stdout');
    expect(Mesh.of(chart).settings).toEqual({ ...DEFAULTS, rootNamespace: 'mesh-root', trustDomain: 'corp.example', enableAutoMtls: false });
  });

  test('are read from mesh config that is Included after the policies', () => {
    const chart = aChart();
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    const folder = tempFolder({ 'istio.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata: { mesh: "rootNamespace: mesh-root" }\n' });
    new Include(chart, 'include', { url: `${folder}/istio.yaml` });
    expect(policiesOf(chart)[0].metadata.namespace).toBe('mesh-root');
  });

  test('are read from mesh config among added manifests', () => {
    const chart = aChart();
    Mesh.of(chart).addManifests(tempFolder({ 'istio.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio }\ndata: { mesh: "rootNamespace: mesh-root" }\n' }));
    expect(Mesh.of(chart).settings.rootNamespace).toBe('mesh-root');
  });

  test('are those of the revision that is configured', () => {
    const chart = aChart();
    meshConfig(chart, 'rootNamespace: old-root');
    meshConfig(chart, 'rootNamespace: new-root', 'istio-1-31');
    Mesh.of(chart).configure({ revision: '1-31' });
    expect(Mesh.of(chart).settings.rootNamespace).toBe('new-root');
  });

  test('in code win over mesh config, and what code leaves out stays', () => {
    const chart = aChart();
    meshConfig(chart, 'rootNamespace: mesh-root\nenableAutoMtls: false');
    Mesh.of(chart).configure({ rootNamespace: 'code-root', enableAutoMtls: undefined, clusterDomain: 'corp.example' });
    expect(Mesh.of(chart).settings).toEqual({ ...DEFAULTS, rootNamespace: 'code-root', enableAutoMtls: false, clusterDomain: 'corp.example' });
  });

  test('may be said bit by bit, and twice alike', () => {
    const chart = aChart();
    Mesh.of(chart).configure({ rootNamespace: 'mesh-root' });
    Mesh.of(chart).configure({ ambient: true, rootNamespace: 'mesh-root' });
    expect(Mesh.of(chart).settings).toEqual({ ...DEFAULTS, rootNamespace: 'mesh-root', ambient: true });
  });

  test('cannot be said twice in two ways', () => {
    const chart = aChart();
    Mesh.of(chart).configure({ enableAutoMtls: false, today: '2027-01-01' });
    expect(() => Mesh.of(chart).configure({ enableAutoMtls: true })).toThrow(
      new Error('Mesh.configure: enableAutoMtls: got true; allowed: false, as it was configured before; configure the mesh in one place'));
    expect(() => Mesh.of(chart).configure({ today: '2027-01-02' })).toThrow(
      new Error('Mesh.configure: today: got "2027-01-02"; allowed: "2027-01-01", as it was configured before; configure the mesh in one place'));
  });

  test('that cannot be are refused where they are written', () => {
    const mesh = Mesh.of(aChart());
    expect(() => mesh.configure({ rootNamespace: 'Istio System' })).toThrow(new Error(
      'Mesh.configure: rootNamespace: got "Istio System"; allowed: a DNS label: at most 63 of a-z, 0-9 and "-", a letter or digit first and last; give the Namespace\'s metadata.name'));
    expect(() => mesh.configure({ today: '2027-02-30' })).toThrow(new Error(
      'Mesh.configure: today: got "2027-02-30"; allowed: a day as YYYY-MM-DD; write the day that the build stands for, such as "2027-09-30"'));
    expect(() => mesh.configure({ clusterDomain: 'cluster local' })).toThrow(new Error(
      'Mesh.configure: clusterDomain: got "cluster local"; allowed: DNS labels joined by ".", at most 253 characters of a-z, 0-9, "-" and "."; give the domain that ends the names of Services'));
  });

  test('are reported where mesh config is no YAML', () => {
    const chart = aChart();
    meshConfig(chart, 'rootNamespace: [');
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    const [line, ...others] = refusalsOf(chart);
    expect(line).toMatch(/^\[\] mesh config of ConfigMap policies\/istio cannot be read: /);
    expect(others.filter((other) => other.startsWith('['))).toEqual([]);
  });

  test('decide which namespace is the root, for every policy', () => {
    const chart = aChart();
    Mesh.of(chart).configure({ rootNamespace: 'mesh-root' });
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    new NamespacePolicy(chart, 'system', { namespaceName: 'istio-system', mode: MtlsMode.STRICT });
    new ClientPolicy(chart, 'wide', { host: Host.wildcard('*.corp.example', []), tls: ClientTls.ISTIO_MUTUAL });
    expect([...policiesOf(chart), ...rulesOf(chart)].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'mesh-root/default', 'istio-system/default', 'mesh-root/wide',
    ]);
  });
});

describe('Mesh.addManifests', () => {
  const deployment = (name: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: i, ports: [{ containerPort: 9102 }] }] }
`;

  /** The workloads that an exception for the whole namespace finds. */
  function known(...paths: string[]): string[] {
    const chart = aChart();
    Mesh.of(chart).addManifests(...paths);
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(PortPolicy.permissive(9102, { reason: 'scraped' }));
    return policiesOf(chart).map(({ metadata }) => metadata.name).filter((name) => name !== 'default');
  }

  test('reads a file of several documents', () => {
    expect(known(`${tempFolder({ 'all.yaml': `${deployment('a')}---${deployment('b')}` })}/all.yaml`)).toEqual(['a-deployment', 'b-deployment']);
  });

  test('reads a folder with all folders in it, and skips what is no manifest', () => {
    expect(known(tempFolder({
      'a.yaml': deployment('a'),
      'deep/er/b.yml': deployment('b'),
      'c.json': '{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"c","namespace":"shop"},"spec":{"selector":{"matchLabels":{"app":"c"}},"template":{"metadata":{"labels":{"app":"c"}},"spec":{"containers":[{"name":"m","ports":[{"containerPort":9102}]}]}}}}',
      'values.yaml': 'replicas: 3\n',
      'README.md': deployment('readme'),
    }))).toEqual(['c-daemonset', 'a-deployment', 'b-deployment']);
  });

  test('reads a List, and the owner instead of its ReplicaSet and Pods', () => {
    const item = (kind: string, name: string, owner: string) => `
- apiVersion: apps/v1
  kind: ${kind}
  metadata: { name: ${name}, namespace: shop, ownerReferences: [${owner}] }
  spec:
    selector: { matchLabels: { app: a, pod-template-hash: x } }
    template: { metadata: { labels: { app: a, pod-template-hash: x } }, spec: { containers: [{ name: main, ports: [{ containerPort: 9102 }] }] } }`;
    const list = `apiVersion: v1\nkind: List\nitems:${item('Deployment', 'a', '')}${item('ReplicaSet', 'a-x', '{ kind: Deployment, name: a, controller: true }')}\n`;
    expect(known(tempFolder({ 'dump.yaml': list }))).toEqual(['a-deployment']);
  });

  test('takes several paths', () => {
    expect(known(tempFolder({ 'a.yaml': deployment('a') }), tempFolder({ 'b.yaml': deployment('b') }))).toEqual(['a-deployment', 'b-deployment']);
  });

  test('emits nothing of what it reads', () => {
    const chart = aChart();
    Mesh.of(chart).addManifests(tempFolder({ 'a.yaml': deployment('a') }));
    expect(chart.toJson()).toEqual([]);
  });

  test('refuses a path that is not there', () => {
    const path = `${tempFolder()}/missing.yaml`;
    expect(() => Mesh.of(aChart()).addManifests(path)).toThrow(new Error(
      `Mesh.addManifests: path: got ${JSON.stringify(path)}; allowed: a file or folder that is there; look from ${process.cwd()}, where relative paths begin`));
  });

  test('refuses a file that is no YAML, with its line', () => {
    const folder = tempFolder({ 'broken.yaml': 'apiVersion: v1\nkind: [\n' });
    expect(() => Mesh.of(aChart()).addManifests(folder)).toThrow(`${folder}/broken.yaml`);
  });
});
