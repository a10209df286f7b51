import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, YamlOutputType } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { loadAll } from 'js-yaml';
import { Mesh, MeshPolicy, MtlsException, MtlsMigration, MtlsMode, NamespacePolicy, PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy } from '../../src';
import { aChart, policiesOf, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

catchNotices();

const SCRAPED = [{ containerPort: 9102, name: 'metrics' }];
const METRICS = PortPolicy.permissive(9102, { reason: 'scraped' });

interface Parts {
  readonly shop: Chart;
  readonly web: Chart;
  readonly orders: ApiObject;
  readonly policy: NamespacePolicy;
}

/** Two charts with a Deployment each, an exception that both get, and dependencies as the test wants them. */
function anApp(outdir: string, yamlOutputType: YamlOutputType, depend: (parts: Parts) => void): App {
  const app = new App({ outdir, yamlOutputType });
  const shop = aChart('shop', app, 'shop');
  const web = aChart('web', app, 'web');
  const orders = workload(shop, 'orders', { ports: SCRAPED });
  const policy = new NamespacePolicy(shop, 'policy', { namespaceName: 'shop', mode: MtlsMode.STRICT });
  policy.exceptPort(METRICS);
  workload(web, 'front', { ports: SCRAPED });
  new NamespacePolicy(web, 'policy', { namespaceName: 'web', mode: MtlsMode.STRICT }).exceptPort(METRICS);
  depend({ shop, web, orders, policy });
  return app;
}

function namesOf(objects: any[]): string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
}

function written(folder: string): any[] {
  return readdirSync(folder).sort().flatMap((entry) => (entry.endsWith('.yaml') ? loadAll(readFileSync(join(folder, entry), 'utf8')) : written(join(folder, entry))));
}

const DEPENDENCIES = {
  'no dependency': () => {},
  'a policy after its workload': ({ orders, policy }: Parts) => policy.node.addDependency(orders),
  'a workload after its policy': ({ orders, policy }: Parts) => orders.node.addDependency(policy),
  'a chart after another': ({ shop, web }: Parts) => shop.addDependency(web),
};

describe.each(Object.entries(DEPENDENCIES))('with %s', (_what, depend) => {
  test('synth, synthYaml and toJson emit the same, in the same order', () => {
    const fresh = (outdir = tempFolder(), output = YamlOutputType.FILE_PER_APP) => anApp(outdir, output, depend);
    const asYaml = loadAll(fresh().synthYaml()) as any[];
    const folder = tempFolder();
    fresh(folder).synth();
    const asJson = fresh();
    expect(written(folder)).toEqual(asYaml);
    expect(asJson.charts.flatMap((chart) => chart.toJson())).toEqual(asYaml);
    expect(namesOf(asYaml).sort()).toEqual([
      'Deployment shop/orders', 'Deployment web/front',
      'PeerAuthentication shop/default', 'PeerAuthentication shop/orders-deployment',
      'PeerAuthentication web/default', 'PeerAuthentication web/front-deployment',
    ]);
  });

  test('a second synth emits the same again', () => {
    const app = anApp(tempFolder(), YamlOutputType.FILE_PER_APP, depend);
    const first = app.synthYaml();
    expect(app.synthYaml()).toBe(first);
    app.synth();
    expect(readFileSync(join(app.outdir, 'app.k8s.yaml'), 'utf8')).toBe(first);
  });

  test.each([
    ['FILE_PER_APP', YamlOutputType.FILE_PER_APP],
    ['FILE_PER_CHART', YamlOutputType.FILE_PER_CHART],
    ['FOLDER_PER_CHART_FILE_PER_RESOURCE', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE],
  ])('each way to divide the output into files holds every policy: %s', (_type, type) => {
    const folder = tempFolder();
    anApp(folder, type, depend).synth();
    expect(namesOf(written(folder)).filter((name) => name.startsWith('Peer')).sort()).toEqual([
      'PeerAuthentication shop/default', 'PeerAuthentication shop/orders-deployment',
      'PeerAuthentication web/default', 'PeerAuthentication web/front-deployment',
    ]);
  });
});

describe('what a construct depends on', () => {
  test('its exceptions depend on too', () => {
    const app = anApp(tempFolder(), YamlOutputType.FILE_PER_APP, ({ orders, policy }) => {
      const first = new ApiObject(orders.chart, 'first', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first' } });
      policy.node.addDependency(first);
    });
    const names = namesOf(loadAll(app.synthYaml()));
    expect(names.indexOf('ConfigMap shop/first')).toBeLessThan(names.indexOf('PeerAuthentication shop/orders-deployment'));
  });
});

describe('a second synth after a change', () => {
  test('emits an exception that is new', () => {
    const chart = aChart();
    workload(chart, 'orders', { ports: SCRAPED });
    const policy = new NamespacePolicy(chart, 'policy', { namespaceName: 'shop', mode: MtlsMode.STRICT });
    expect(policiesOf(chart)).toHaveLength(1);
    policy.exceptPort(METRICS);
    expect(policiesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['default', 'orders-deployment']);
  });

  test('emits an exception for a workload that is new, and withdraws one of a workload that is no more', () => {
    const chart = aChart();
    workload(chart, 'orders', { ports: SCRAPED });
    new NamespacePolicy(chart, 'policy', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(METRICS);
    expect(policiesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['default', 'orders-deployment']);
    chart.node.tryRemoveChild('orders');
    workload(chart, 'cart', { ports: SCRAPED });
    expect(policiesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['default', 'cart-deployment']);
    chart.node.tryRemoveChild('cart');
    expect(policiesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['default']);
  });

  test('withdraws the exceptions of a policy that is no more, also from policies that stay', () => {
    const chart = aChart();
    const orders = Workload.of(workload(chart, 'orders', { ports: SCRAPED }));
    new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.STRICT });
    new NamespacePolicy(chart, 'policy', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(METRICS);
    expect(policiesOf(chart)[0].metadata.annotations).toEqual({ 'mtls.cdk8s.io/port-9102-reason': 'scraped' });
    chart.node.tryRemoveChild('policy');
    expect(policiesOf(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'orders-mtls', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'STRICT' } },
    }]);
  });

  test('gives an Included policy back as it was when its exception is withdrawn', () => {
    const chart = aChart();
    workload(chart, 'orders', { ports: SCRAPED });
    const url = fileOf('{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: hand, namespace: shop }, spec: { selector: { matchLabels: { app: orders } }, mtls: { mode: STRICT } } }');
    new Include(chart, 'include', { url });
    const [before] = policiesOf(chart);
    new NamespacePolicy(chart, 'policy', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(METRICS);
    const [during] = policiesOf(chart);
    expect(during.spec.portLevelMtls).toEqual({ 9102: { mode: 'PERMISSIVE' } });
    expect(during.metadata.annotations).toEqual({ 'mtls.cdk8s.io/port-9102-reason': 'scraped' });
    chart.node.tryRemoveChild('policy');
    expect(policiesOf(chart)).toEqual([before]);
  });

  test('sees a workload that is changed in place', async () => {
    const chart = aChart();
    const orders = new kplus28.Deployment(chart, 'orders', { podMetadata: { labels: { app: 'orders' } }, containers: [{ image: 'i', portNumber: 8080 }] });
    new NamespacePolicy(chart, 'policy', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(PortPolicy.permissivePort(METRICS.port, METRICS));
    expect(() => policiesOf(chart)).toThrow('a port that one of them declares');
    orders.addContainer({ name: 'metrics', image: 'i', portNumber: 9102 });
    await Promise.resolve();
    expect(policiesOf(chart).map(({ spec }) => spec.portLevelMtls)).toEqual([undefined, { 9102: { mode: 'PERMISSIVE' } }]);
  });

  test('sees what was not finished yet when the settings were asked for', () => {
    const chart = aChart();
    const orders = new kplus28.Deployment(chart, 'orders', { podMetadata: { labels: { app: 'orders' } } });
    new NamespacePolicy(chart, 'policy', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(METRICS);
    expect(Mesh.of(chart).settings.rootNamespace).toBe('istio-system');
    orders.addContainer({ image: 'i', portNumber: 9102 });
    expect(policiesOf(chart)).toHaveLength(2);
  });
});

describe('objects that exceptions and migrations add', () => {
  test('lie in the chart of the construct that asks for them, wherever the workload is', () => {
    const app = new App();
    const mesh = aChart('istio-system', app, 'mesh');
    const shop = aChart('shop', app, 'shop');
    workload(new Construct(shop, 'deep'), 'orders', { ports: SCRAPED });
    new MeshPolicy(mesh, 'The Mesh/all of it', { mode: MtlsMode.STRICT }).exceptPort(METRICS);
    expect(namesOf(policiesOf(mesh))).toEqual(['PeerAuthentication istio-system/default', 'PeerAuthentication shop/orders-deployment']);
    expect(policiesOf(shop)).toEqual([]);
  });

  test('of a migration are the same from synth, synthYaml and toJson', () => {
    const make = (outdir: string) => {
      const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_APP });
      const chart = aChart('shop', app, 'shop');
      const orders = Workload.of(workload(chart, 'orders', { ports: SCRAPED }));
      new MtlsMigration(chart, 'to-strict', {
        waves: [Wave.namespaces('shop', ['shop'])], exceptions: [MtlsException.port(orders, METRICS)], steps: { shop: WaveStep.STRICT },
      });
      return app;
    };
    const folder = tempFolder();
    make(folder).synth();
    const asYaml = make(tempFolder()).synthYaml();
    expect(readFileSync(join(folder, 'app.k8s.yaml'), 'utf8')).toBe(asYaml);
    expect(make(tempFolder()).charts.flatMap((chart) => chart.toJson())).toEqual(loadAll(asYaml));
    expect(namesOf(loadAll(asYaml))).toEqual([
      'Deployment shop/orders', 'PeerAuthentication shop/default', 'PeerAuthentication shop/orders-deployment',
    ]);
  });
});

function fileOf(yaml: string): string {
  return join(tempFolder({ 'file.yaml': yaml }), 'file.yaml');
}
