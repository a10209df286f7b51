import { ApiObject, App, Chart, Include } from 'cdk8s';
import {
  Mesh, MeshPolicy, MeshWave, MtlsException, MtlsMigration, MtlsMode, NamespacePolicy, PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy,
} from '../../src';
import { aChart, modesOf, namespace, policiesOf, rawPolicy, refusalsOf, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

const notices = catchNotices();

const { PERMISSIVE, CLIENTS, STRICT, LOCK } = WaveStep;

/** Workloads `orders` and `cart` of shop, `front` of web, and one of Kubernetes's own. */
function ordersCartAndFront(listened: readonly number[] = [8080]): { chart: Chart; orders: Workload; cart: Workload; front: Workload } {
  const app = new App();
  const chart = aChart('shop', app);
  const [orders, cart] = ['orders', 'cart'].map((name) => Workload.of(workload(chart, name, { ports: listened.map((containerPort) => ({ containerPort })) })));
  const front = Workload.of(workload(aChart('web', app, 'web'), 'front', { labels: { app: 'front', tier: 'edge' } }));
  workload(aChart('kube-system', app, 'system'), 'coredns');
  return { chart, orders, cart, front };
}

describe('the waves of a migration', () => {
  test('emit nothing before they have started', () => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders]), Wave.namespaces('shop', ['shop'])], rest: MeshWave.named('rest') });
    expect(modesOf(chart)).toEqual({});
  });

  test('of workloads emit a policy for each', () => {
    const { chart, orders, front } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders, front])], steps: { canary: PERMISSIVE } });
    expect(policiesOf(chart)).toEqual([['orders', 'shop', { app: 'orders' }], ['front', 'web', { app: 'front', tier: 'edge' }]].map(([name, namespaceName, labels]) => ({
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: `${name as string}-deployment`, namespace: namespaceName },
      spec: { selector: { matchLabels: labels }, mtls: { mode: 'PERMISSIVE' } },
    })));
  });

  test('of namespaces emit one policy for each, whatever is in it', () => {
    const { chart } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('both', ['web', 'shop', 'empty'])], steps: { both: STRICT } });
    expect(modesOf(chart)).toEqual({ 'empty/default': 'STRICT', 'shop/default': 'STRICT', 'web/default': 'STRICT' });
  });

  test('of labels emit a policy for each workload that has them, in whatever namespace', () => {
    const { chart } = ordersCartAndFront();
    workload(chart, 'edge', { labels: { app: 'edge', tier: 'edge' } });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.labelled('edge', { tier: 'edge' })], steps: { edge: STRICT } });
    expect(modesOf(chart)).toEqual({ 'shop/edge-deployment': 'STRICT', 'web/front-deployment': 'STRICT' });
  });

  test('leave the rest of the mesh a policy for each namespace with a known workload, but Kubernetes\'s own and the root namespace', () => {
    const { chart, orders } = ordersCartAndFront();
    workload(aChart('istio-system', chart.node.root as App, 'root'), 'istiod');
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('canary', [orders])], rest: MeshWave.named('rest'), steps: { canary: STRICT, rest: PERMISSIVE },
    });
    expect(modesOf(chart)).toEqual({ 'shop/orders-deployment': 'STRICT', 'shop/default': 'PERMISSIVE', 'web/default': 'PERMISSIVE' });
  });

  test('give a workload that one of them names to that one, not to its namespace\'s', () => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('canary', [orders]), Wave.namespaces('shop', ['shop'])], steps: { canary: PERMISSIVE, shop: STRICT },
    });
    expect(modesOf(chart)).toEqual({ 'shop/orders-deployment': 'PERMISSIVE', 'shop/default': 'STRICT' });
  });
});

describe('the steps of a wave', () => {
  test.each([[PERMISSIVE, 'PERMISSIVE'], [CLIENTS, 'PERMISSIVE'], [STRICT, 'STRICT']])('%s: servers are %s', (step, mode) => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders]), Wave.namespaces('web', ['web'])], steps: { canary: step, web: step } });
    expect(modesOf(chart)).toEqual({ 'shop/orders-deployment': mode, 'web/default': mode });
  });

  test('lock: the mesh is STRICT too, once every wave is', () => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('canary', [orders])], rest: MeshWave.named('rest'), steps: { canary: STRICT, rest: LOCK },
    });
    expect(modesOf(chart)).toEqual({ 'shop/orders-deployment': 'STRICT', 'shop/default': 'STRICT', 'web/default': 'STRICT', 'istio-system/default': 'STRICT' });
  });

  test('lock: not while a wave is not STRICT', () => {
    const { chart, orders, front } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('canary', [orders]), Wave.workloads('edge', [front])], rest: MeshWave.named('rest'), steps: { canary: CLIENTS, rest: LOCK },
    });
    expect(refusalsOf(chart)).toContain(
      '[policies/to-strict] step of wave "rest": got lock; allowed: once every wave is strict; open: "canary" at clients, "edge" at no step; take these to strict first');
  });

  test('lock: not of a wave that is not the rest', () => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders])], steps: { canary: LOCK } });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] step of wave "canary": got lock; allowed: permissive, clients, strict; only the rest of the mesh has a lock',
    ]);
  });

  test('never weaken what is STRICT', () => {
    const { chart, orders } = ordersCartAndFront();
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('canary', [orders])], rest: MeshWave.named('rest'), steps: { canary: PERMISSIVE, rest: PERMISSIVE },
    });
    expect(modesOf(chart)).toEqual({ 'istio-system/default': 'STRICT', 'shop/orders-deployment': 'STRICT', 'shop/default': 'STRICT', 'web/default': 'STRICT' });
  });

  test('strengthen what is DISABLE today, and drop the reason that it had', () => {
    const { chart, orders } = ordersCartAndFront();
    new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.DISABLE, reason: 'no certificates yet' });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders])], steps: { canary: PERMISSIVE } });
    expect(policiesOf(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'orders-mtls', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'PERMISSIVE' } },
    }]);
  });
});

describe('the policies that are there already', () => {
  const yaml = (metadata: object, spec: object) => JSON.stringify({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec });

  test('of constructs are updated under their own names, never doubled', () => {
    const { chart, orders } = ordersCartAndFront();
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.PERMISSIVE, policyName: 'mesh-wide' });
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.UNSET, policyName: 'shop-mtls' });
    new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.PERMISSIVE, ports: [PortPolicy.permissive(8080, { reason: 'legacy' })] });
    new MtlsMigration(chart, 'to-strict', { waves: [], rest: MeshWave.named('rest'), steps: { rest: LOCK } });
    expect(modesOf(chart)).toEqual({
      'istio-system/mesh-wide': 'STRICT', 'shop/shop-mtls': 'STRICT', 'shop/orders-mtls': 'STRICT 8080:PERMISSIVE', 'web/default': 'STRICT',
    });
  });

  test('that are Included are updated under their own names, never doubled, with all else as it is', () => {
    const { chart } = ordersCartAndFront([8080, 9102]);
    const folder = tempFolder({
      'policies.yaml': [
        yaml({ name: 'shop-mtls', namespace: 'shop', labels: { team: 'shop' } }, { mtls: { mode: 'PERMISSIVE' } }),
        yaml({ name: 'orders', namespace: 'shop' }, { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'DISABLE' }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } }),
      ].join('\n---\n'),
    });
    new Include(chart, 'include', { url: `${folder}/policies.yaml` });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: STRICT } });
    expect(policiesOf(chart).map(({ metadata, spec }) => [metadata, spec])).toEqual([
      [{ name: 'shop-mtls', namespace: 'shop', labels: { team: 'shop' } }, { mtls: { mode: 'STRICT' } }],
      [{ name: 'orders', namespace: 'shop' }, { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } }],
    ]);
    expect(notices()).toHaveLength(1);
    expect(notices()[0]).toMatch(/^warning: \[policies\/to-strict\] wave "shop" at strict: port 9102 of PeerAuthentication shop\/orders \(policies\/include\/.*\) stays PERMISSIVE without a reason; /);
  });

  test('of another repo close the step, and are never written beside', () => {
    const { chart } = ordersCartAndFront();
    const folder = tempFolder({ 'theirs.yaml': yaml({ name: 'theirs', namespace: 'shop' }, { mtls: { mode: 'DISABLE' } }) });
    Mesh.of(chart).addManifests(folder);
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: PERMISSIVE } });
    expect(refusalsOf(chart)).toEqual([
      `[policies/to-strict] wave "shop" at permissive: PeerAuthentication shop/theirs (${folder}/theirs.yaml) is not this app's: got DISABLE; `
      + 'allowed: PERMISSIVE; change it where it is kept, then take the step',
    ]);
  });

  test('that lie in a List cannot be updated by themselves, and close the step', () => {
    const { chart } = ordersCartAndFront();
    const item = JSON.parse(yaml({ name: 'shop-mtls', namespace: 'shop' }, { mtls: { mode: 'PERMISSIVE' } })) as object;
    new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [item] });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: STRICT } });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] wave "shop" at strict: PeerAuthentication shop/shop-mtls (policies/list) is not this app\'s: got PERMISSIVE; '
      + 'allowed: STRICT; change it where it is kept, then take the step',
    ]);
  });

  test('of another repo leave the step open once they say what it wants', () => {
    const { chart } = ordersCartAndFront();
    Mesh.of(chart).addManifests(tempFolder({ 'theirs.yaml': yaml({ name: 'theirs', namespace: 'shop' }, { mtls: { mode: 'STRICT' } }) }));
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: STRICT } });
    expect(modesOf(chart)).toEqual({});
  });

  test('that hold a workload of the namespace back are released with it', () => {
    const { chart } = ordersCartAndFront();
    rawPolicy(chart, 'raw', { name: 'orders', namespace: 'shop' }, { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'PERMISSIVE' } });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: STRICT } });
    expect(modesOf(chart)).toEqual({ 'shop/orders': 'STRICT', 'shop/default': 'STRICT' });
  });

  test('are as they were again, when the migration is taken out', () => {
    const { chart } = ordersCartAndFront();
    rawPolicy(chart, 'raw', { name: 'shop-mtls', namespace: 'shop' }, { mtls: { mode: 'PERMISSIVE' } });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop', 'web'])], steps: { shop: STRICT } });
    expect(modesOf(chart)).toEqual({ 'shop/shop-mtls': 'STRICT', 'web/default': 'STRICT' });
    chart.node.tryRemoveChild('to-strict');
    expect(modesOf(chart)).toEqual({ 'shop/shop-mtls': 'PERMISSIVE' });
  });
});

describe('a wave that has not started', () => {
  test('keeps its mode below a namespace that is another wave\'s', () => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders]), Wave.namespaces('shop', ['shop'])], steps: { shop: PERMISSIVE } });
    expect(modesOf(chart)).toEqual({ 'shop/default': 'PERMISSIVE' });
  });

  test('is an error where it would inherit another mode', () => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders]), Wave.namespaces('shop', ['shop'])], steps: { shop: STRICT } });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] Deployment shop/orders of wave "canary", which has not started, would change: got STRICT for PERMISSIVE, inherited from a policy that "shop" changes; '
      + 'allowed: no change before its own step; take "canary" to permissive first',
    ]);
  });
});

describe('what a migration does not know', () => {
  test.each([
    ['a step for a wave that is none', { canaries: STRICT }, 'steps: got wave "canaries"; allowed: canary, rest; name a wave of this migration'],
    ['a step that is none', { canary: 'strickt' as WaveStep }, 'step of wave "canary": got "strickt"; allowed: permissive, clients, strict, lock; leave the wave out for one that has not started'],
    ['a step of an object\'s own', { toString: STRICT }, 'steps: got wave "toString"; allowed: canary, rest; name a wave of this migration'],
  ])('is refused: %s', (_what, steps, message) => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders])], rest: MeshWave.named('rest'), steps });
    expect(refusalsOf(chart)).toEqual([`[policies/to-strict] ${message}`]);
  });

  test('is refused: a workload of a wave that no manifest holds', () => {
    const { chart } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [Workload.labelled('shop', { app: 'typo' })]), Wave.labelled('edge', { tier: 'typo' })] });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] wave "canary": no known workload: got the pods of shop labelled app=typo; allowed: workloads of the app or of added manifests; check the labels, or add it with Mesh.of(app).addManifests(…)',
      '[policies/to-strict] wave "edge": no known workload: got labels tier=typo; allowed: labels of known pods; check them, or add manifests with Mesh.of(app).addManifests(…)',
    ]);
  });

  test('is refused: a plan file that is there, whose releases would be passed over', () => {
    const { chart, orders } = ordersCartAndFront();
    const planFile = `${tempFolder({ 'mtls-plan.prod.yaml': 'schemaVersion: 1\n' })}/mtls-plan.prod.yaml`;
    expect(() => new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders])], planFile })).toThrow(new Error(
      `policies/to-strict: planFile: got ${JSON.stringify(planFile)}; allowed: a file that does not exist yet; this version reads \`steps\` only: remove planFile, or use the version that wrote the file`));
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders])], planFile: `${planFile}.new`, steps: { canary: STRICT } });
    expect(modesOf(chart)).toEqual({ 'shop/orders-deployment': 'STRICT' });
  });

  test('is refused: a second migration, naming both', () => {
    const { chart, orders } = ordersCartAndFront();
    for (const id of ['one', 'two']) new MtlsMigration(chart, id, { waves: [Wave.workloads('canary', [orders])] });
    const message = 'a mesh has one migration: got policies/one and policies/two; allowed: one MtlsMigration per app; put their waves into one, or synthesize an app per mesh';
    expect(refusalsOf(chart)).toEqual([`[policies/one] ${message}`, `[policies/two] ${message}`]);
  });
});

describe('the exceptions of a migration', () => {
  const METRICS = PortPolicy.permissive(8080, { reason: 'scraped from outside the mesh', until: '2999-12-31' });

  test.each([[PERMISSIVE, 'PERMISSIVE'], [CLIENTS, 'PERMISSIVE'], [STRICT, 'STRICT']])('are emitted from `permissive` on, before STRICT can arrive: at %s', (step, mode) => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders])], exceptions: [MtlsException.port(orders, METRICS)], steps: { canary: step } });
    expect(modesOf(chart)).toEqual({ 'shop/orders-deployment': `${mode} 8080:PERMISSIVE` });
    expect(policiesOf(chart)[0].metadata.annotations).toEqual({
      'mtls.cdk8s.io/port-8080-reason': 'scraped from outside the mesh', 'mtls.cdk8s.io/port-8080-until': '2999-12-31',
    });
  });

  test('are not emitted before their wave has started', () => {
    const { chart, orders, front } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('canary', [orders]), Wave.workloads('edge', [front])], exceptions: [MtlsException.portInMesh(METRICS)], steps: { canary: PERMISSIVE },
    });
    expect(modesOf(chart)).toEqual({ 'shop/orders-deployment': 'PERMISSIVE 8080:PERMISSIVE' });
  });

  test('of a namespace and of the mesh are spread over the workloads that have the port', () => {
    const { chart } = ordersCartAndFront();
    namespace(chart, 'shop');
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.namespaces('both', ['shop', 'web'])],
      exceptions: [MtlsException.portInMesh(METRICS), MtlsException.portInNamespace('web', PortPolicy.disable(8080, { reason: 'speaks first' }))],
      steps: { both: STRICT },
    });
    expect(modesOf(chart)).toEqual({
      'shop/default': 'STRICT',
      'web/default': 'STRICT',
      'shop/cart-deployment': 'UNSET 8080:PERMISSIVE',
      'shop/orders-deployment': 'UNSET 8080:PERMISSIVE',
      'web/front-deployment': 'UNSET 8080:DISABLE',
    });
  });

  test('of a whole workload leave it PERMISSIVE, with the reason', () => {
    const { chart, orders } = ordersCartAndFront();
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.namespaces('shop', ['shop'])], exceptions: [MtlsException.workload(orders, { reason: 'no proxy for Windows' })], steps: { shop: STRICT },
    });
    expect(modesOf(chart)).toEqual({ 'shop/default': 'STRICT', 'shop/orders-deployment': 'PERMISSIVE' });
    expect(policiesOf(chart).map(({ metadata }) => metadata.annotations)).toEqual([undefined, { 'mtls.cdk8s.io/reason': 'no proxy for Windows' }]);
  });
});
