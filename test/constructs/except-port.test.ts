import { ApiObject, App, Chart, Include, Testing } from 'cdk8s';
import { MeshPolicy, Mesh, MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy, WorkloadPort, Host } from '../../src';
import { aChart, namespace, policiesOf, rawPolicy, refusalsOf, service, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

const notices = catchNotices();

const METRICS = PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh' });
const SCRAPED = [{ containerPort: 8080, name: 'http' }, { containerPort: 9102, name: 'metrics' }];
const ANNOTATION = { 'mtls.cdk8s.io/port-9102-reason': 'scraped from outside the mesh' };

function strict(chart: Chart, namespaceName = 'shop'): NamespacePolicy {
  return new NamespacePolicy(chart, `policy-${namespaceName}`, { namespaceName, mode: MtlsMode.STRICT });
}

/** Name, selector and ports of each workload policy. */
function exceptionsOf(chart: Chart): unknown[] {
  return policiesOf(chart).filter(({ spec }) => spec.selector !== undefined)
    .map(({ metadata, spec }) => [`${metadata.namespace}/${metadata.name}`, spec.selector.matchLabels, spec.portLevelMtls]);
}

describe('NamespacePolicy.exceptPort', () => {
  test('makes a policy for every workload of the namespace that has the port', () => {
    const chart = aChart();
    for (const name of ['orders', 'cart']) workload(chart, name, { ports: SCRAPED });
    workload(chart, 'plain', { ports: [{ containerPort: 8080 }] });
    workload(chart, 'elsewhere', { namespace: 'web', ports: SCRAPED });
    strict(chart).exceptPort(METRICS);
    expect(policiesOf(chart)).toEqual([
      { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'default', namespace: 'shop' }, spec: { mtls: { mode: 'STRICT' } } },
      ...['cart', 'orders'].map((name) => ({
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: `${name}-deployment`, namespace: 'shop', annotations: ANNOTATION },
        spec: { selector: { matchLabels: { app: name } }, mtls: { mode: 'UNSET' }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } },
      })),
    ]);
  });

  test('looks the port up in each workload by itself: by name', () => {
    const chart = aChart();
    workload(chart, 'a', { ports: [{ containerPort: 9102, name: 'metrics' }] });
    workload(chart, 'b', { ports: [{ containerPort: 15014, name: 'metrics' }] });
    workload(chart, 'c', { ports: [{ containerPort: 9102, name: 'http' }] });
    strict(chart).exceptPort(PortPolicy.disablePort(WorkloadPort.named('metrics'), { reason: 'scraped' }));
    expect(exceptionsOf(chart)).toEqual([
      ['shop/a-deployment', { app: 'a' }, { 9102: { mode: 'DISABLE' } }],
      ['shop/b-deployment', { app: 'b' }, { 15014: { mode: 'DISABLE' } }],
    ]);
  });

  test('looks the port up in each workload by itself: behind a Service', () => {
    const chart = aChart();
    workload(chart, 'blue', { labels: { app: 'web', colour: 'blue' }, ports: [{ containerPort: 8080, name: 'http' }] });
    workload(chart, 'green', { labels: { app: 'web', colour: 'green' }, ports: [{ containerPort: 8081, name: 'http' }] });
    workload(chart, 'db', { ports: [{ containerPort: 8080, name: 'http' }] });
    const web = service(chart, 'web', { app: 'web' }, [{ port: 80, targetPort: 'http' }]);
    strict(chart).exceptPort(PortPolicy.permissivePort(WorkloadPort.behind(Host.ofService(web).port(80)), { reason: 'health checks' }));
    expect(exceptionsOf(chart)).toEqual([
      ['shop/blue-deployment', { app: 'web', colour: 'blue' }, { 8080: { mode: 'PERMISSIVE' } }],
      ['shop/green-deployment', { app: 'web', colour: 'green' }, { 8081: { mode: 'PERMISSIVE' } }],
    ]);
  });

  test('knows a port that only an annotation for Prometheus tells of', () => {
    const chart = aChart();
    const spec = { containers: [{ name: 'main', image: 'i' }] };
    new ApiObject(chart, 'orders', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'orders', labels: { app: 'orders' }, annotations: { 'prometheus.io/port': '9102' } }, spec,
    });
    strict(chart).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([['shop/orders-pod', { app: 'orders' }, { 9102: { mode: 'PERMISSIVE' } }]]);
  });

  test('is refused twice for one port, even under its name', () => {
    const chart = aChart();
    workload(chart, 'orders', { ports: SCRAPED });
    const policy = strict(chart);
    policy.exceptPort(METRICS);
    policy.exceptPort(PortPolicy.disablePort(WorkloadPort.named('metrics'), { reason: 'scraped' }));
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy-shop] port exception of namespace shop: got workload port 9102 of Deployment shop/orders twice; allowed: one exception per port; remove one',
    ]);
  });

  test('becomes part of the policy that the workload has already', () => {
    const chart = aChart();
    const orders = Workload.of(workload(chart, 'orders', { ports: SCRAPED }));
    new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.STRICT, ports: [PortPolicy.disable(8080, { reason: 'speaks first' })] });
    strict(chart).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([['shop/orders-mtls', { app: 'orders' }, { 8080: { mode: 'DISABLE' }, 9102: { mode: 'PERMISSIVE' } }]]);
  });

  test('gives way to what the workload\'s own policy says of the port', () => {
    const chart = aChart();
    const orders = Workload.of(workload(chart, 'orders', { ports: SCRAPED }));
    new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.STRICT, ports: [PortPolicy.strict(9102, { reason: 'scraped from inside' })] });
    strict(chart).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([['shop/orders-mtls', { app: 'orders' }, { 9102: { mode: 'STRICT' } }]]);
    expect(policiesOf(chart)[0].metadata.annotations).toEqual({ 'mtls.cdk8s.io/port-9102-reason': 'scraped from inside' });
  });

  test('becomes part of an Included policy, under its own name and beside what it says already', () => {
    const chart = aChart();
    workload(chart, 'orders', { ports: SCRAPED });
    const folder = tempFolder({
      'policy.yaml': `
apiVersion: security.istio.io/v1beta1
kind: PeerAuthentication
metadata: { name: by-hand, namespace: shop, annotations: { team: orders } }
spec: { selector: { matchLabels: { app: orders } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: DISABLE } } }
`,
    });
    new Include(chart, 'include', { url: `${folder}/policy.yaml` });
    strict(chart).exceptPort(METRICS);
    expect(policiesOf(chart)[0]).toEqual({
      apiVersion: 'security.istio.io/v1beta1',
      kind: 'PeerAuthentication',
      metadata: { name: 'by-hand', namespace: 'shop', annotations: { team: 'orders', ...ANNOTATION } },
      spec: { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'DISABLE' }, 9102: { mode: 'PERMISSIVE' } } },
    });
    expect(policiesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['by-hand', 'default']);
  });

  test('cannot become part of a policy that another repo owns', () => {
    const chart = aChart();
    workload(chart, 'orders', { ports: SCRAPED });
    const folder = tempFolder({
      'policy.yaml': `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: theirs, namespace: shop }
spec: { selector: { matchLabels: { app: orders } }, mtls: { mode: STRICT } }
`,
    });
    Mesh.of(chart).addManifests(folder);
    strict(chart).exceptPort(METRICS);
    expect(refusalsOf(chart)).toEqual([
      `[policies/policy-shop] Deployment shop/orders is selected by PeerAuthentication shop/theirs (${folder}/policy.yaml), which this app does not own: `
      + 'a second policy would be ignored; allowed: one policy per workload; write it there, or move that policy into this app',
    ]);
  });

  test('is refused for a port that no known workload has', () => {
    const chart = aChart();
    workload(chart, 'orders');
    strict(chart).exceptPort(METRICS);
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy-shop] port exception of namespace shop: no workload there with a proxy has the port: got 9102; '
      + 'allowed: a port that one of them declares; give such a port, or declare it in the container',
    ]);
  });

  test('warns where no workload is known, as nothing is emitted', () => {
    const chart = aChart();
    strict(chart).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([]);
    expect(notices()).toEqual([
      'warning: [policies/policy-shop] port exception 9102 of namespace shop: no workload of it is known, so no policy is emitted; '
      + 'check the name, or add its manifests with Mesh.of(app).addManifests(…)',
    ]);
  });

  test.each([
    ['a namespace that is not injected', (chart: Chart) => { namespace(chart, 'shop', {}); workload(chart, 'orders', { ports: SCRAPED }); }],
    ['a pod that opts out', (chart: Chart) => workload(chart, 'orders', { labels: { 'app': 'orders', 'sidecar.istio.io/inject': 'false' }, ports: SCRAPED }) && namespace(chart, 'shop')],
    ['a pod in the host\'s network', (chart: Chart) => workload(chart, 'orders', { ports: SCRAPED, podSpec: { hostNetwork: true } })],
  ])('leaves a workload without a proxy alone, which ignores policies: %s', (_what, make) => {
    const chart = aChart();
    make(chart);
    strict(chart).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([]);
    expect(notices()).toHaveLength(1);
  });
});

describe('MeshPolicy.exceptPort', () => {
  test('makes a policy for every workload that has the port, but those of Kubernetes\'s own and the root namespace', () => {
    const app = new App();
    const chart = aChart('istio-system', app);
    for (const name of ['shop', 'web', 'kube-system', 'istio-system']) workload(aChart(name, app, name), 'agent', { kind: 'DaemonSet', ports: SCRAPED });
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT }).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([
      ['shop/agent-daemonset', { app: 'agent' }, { 9102: { mode: 'PERMISSIVE' } }],
      ['web/agent-daemonset', { app: 'agent' }, { 9102: { mode: 'PERMISSIVE' } }],
    ]);
  });

  test('knows the workloads of added manifests', () => {
    const chart = aChart();
    const orders = Testing.synth(chartOf((other) => workload(other, 'orders', { ports: SCRAPED })));
    Mesh.of(chart).addManifests(tempFolder({ 'orders.json': JSON.stringify(orders[0]) }));
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT }).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([['shop/orders-deployment', { app: 'orders' }, { 9102: { mode: 'PERMISSIVE' } }]]);
  });

  test('and a namespace\'s, for the same port, end in one policy: the namespace\'s exception is nearer', () => {
    const chart = aChart();
    workload(chart, 'orders', { ports: SCRAPED });
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT }).exceptPort(METRICS);
    strict(chart).exceptPort(PortPolicy.disable(9102, { reason: 'the scraper has a rule of its own' }));
    expect(exceptionsOf(chart)).toEqual([['shop/orders-deployment', { app: 'orders' }, { 9102: { mode: 'DISABLE' } }]]);
  });
});

describe('exceptions never select one workload twice', () => {
  // The pods of `all` carry its labels only; those of `web` carry them too.
  const broad = (chart: Chart) => {
    workload(chart, 'web', { labels: { app: 'shop', tier: 'web' }, ports: SCRAPED });
    workload(chart, 'all', { labels: { app: 'shop' }, ports: SCRAPED });
  };

  test('where one workload\'s selector is part of another\'s, both share the broad policy', () => {
    const chart = aChart();
    broad(chart);
    strict(chart).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([['shop/all-deployment', { app: 'shop' }, { 9102: { mode: 'PERMISSIVE' } }]]);
  });

  test.each([[[8080, 9102]], [[9102, 8080]]])('whatever the order in which the ports are excepted: %j', (order) => {
    const chart = aChart();
    workload(chart, 'web', { labels: { app: 'shop', tier: 'web' }, ports: [{ containerPort: 9102 }] });
    workload(chart, 'all', { labels: { app: 'shop' }, ports: [{ containerPort: 8080 }] });
    const policy = strict(chart);
    for (const port of order) policy.exceptPort(PortPolicy.permissive(port, { reason: 'legacy' }));
    expect(exceptionsOf(chart)).toEqual([['shop/all-deployment', { app: 'shop' }, { 8080: { mode: 'PERMISSIVE' }, 9102: { mode: 'PERMISSIVE' } }]]);
  });

  test('a policy of the user\'s own that covers them serves them all', () => {
    const chart = aChart();
    broad(chart);
    new WorkloadPolicy(chart, 'everything', { workload: Workload.labelled('shop', { app: 'shop' }), mode: MtlsMode.UNSET });
    strict(chart).exceptPort(METRICS);
    expect(exceptionsOf(chart)).toEqual([['shop/everything', { app: 'shop' }, { 9102: { mode: 'PERMISSIVE' } }]]);
  });

  test('an exception that would select a workload with a policy of its own is refused', () => {
    const chart = aChart();
    broad(chart);
    rawPolicy(chart, 'raw', { name: 'web', namespace: 'shop' }, { selector: { matchLabels: { tier: 'web' } }, mtls: { mode: 'STRICT' } });
    strict(chart).exceptPort(METRICS);
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy-shop] Deployment shop/all cannot have a policy of its own: got app=shop, which Deployment shop/web has too, and a policy already; '
      + 'allowed: one policy per workload, as Istio follows the oldest and ignores the other; give the pods a label of their own to select by',
    ]);
  });
});

function chartOf(fill: (chart: Chart) => unknown): Chart {
  const chart = aChart();
  fill(chart);
  return chart;
}
