import { App } from 'cdk8s';
import { Mesh, MeshWave, MtlsMigration, MtlsMode, Wave, WaveStep, Workload, WorkloadPolicy } from '../../src';
import { aChart, modesOf, rawPolicy, refusalsOf, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

const notices = catchNotices();

const { PERMISSIVE, STRICT, LOCK } = WaveStep;
const SELECTOR = { selector: { matchLabels: { app: 'orders' } } };

describe('two policies where Istio follows one, the oldest, are refused', () => {
  test.each<[string, object, object, { namespace: string; title: string; waves: Wave[]; rest?: MeshWave; steps: Record<string, WaveStep> }]>([
    ['of a namespace', {}, {}, { namespace: 'shop', title: 'wave "shop": namespace shop', waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: PERMISSIVE } }],
    ['of a workload in a wave of its namespace', SELECTOR, { selector: { matchLabels: { tier: 'web' } } },
      { namespace: 'shop', title: 'wave "shop": Deployment shop/orders', waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: STRICT } }],
    ['of a workload in a wave of labels', SELECTOR, SELECTOR,
      { namespace: 'shop', title: 'wave "web": Deployment shop/orders', waves: [Wave.labelled('web', { tier: 'web' })], steps: { web: STRICT } }],
    ['of the mesh', {}, {}, { namespace: 'istio-system', title: 'wave "rest": the mesh', waves: [], rest: MeshWave.named('rest'), steps: { rest: LOCK } }],
  ])('%s', (_, one, other, { namespace, title, ...migration }) => {
    const chart = aChart();
    workload(chart, 'orders', { labels: { app: 'orders', tier: 'web' } });
    rawPolicy(chart, 'raw-a', { name: 'a', namespace }, { ...one, mtls: { mode: 'PERMISSIVE' } });
    rawPolicy(chart, 'raw-b', { name: 'b', namespace }, { ...other, mtls: { mode: 'PERMISSIVE' } });
    new MtlsMigration(chart, 'to-strict', migration);
    expect(refusalsOf(chart)).toEqual([
      `[policies/to-strict] ${title} has 2 policies: got PeerAuthentication ${namespace}/a (policies/raw-a) and PeerAuthentication ${namespace}/b (policies/raw-b); `
      + 'allowed: one, as Istio follows the oldest and ignores the others; keep one of them',
    ]);
  });
});

test('a workload in two waves is refused, and nothing that follows from it', () => {
  const chart = aChart();
  const [orders, cart] = ['orders', 'cart'].map((name) => Workload.of(workload(chart, name, { labels: { app: 'shop', name }, selector: { app: 'shop' } })));
  const waves = [Wave.workloads('one', [orders]), Wave.workloads('two', [orders, cart]), Wave.namespaces('shop', ['shop'])];
  new MtlsMigration(chart, 'to-strict', { waves, steps: { one: STRICT, shop: STRICT } });
  expect(refusalsOf(chart)).toEqual([
    '[policies/to-strict] Deployment shop/orders is in several waves: got "one" and "two"; allowed: one wave; take it out of the others',
  ]);
});

test('a wave that has not started is never changed by a wave without a name', () => {
  const chart = aChart();
  const [orders, cart] = ['orders', 'cart'].map((name) => Workload.of(workload(chart, name, { labels: { app: 'shop', name }, selector: { app: 'shop' } })));
  new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('one', [orders]), Wave.workloads('two', [cart])], steps: { one: STRICT } });
  expect(refusalsOf(chart)).toEqual([
    expect.stringContaining('wave "one": PeerAuthentication shop/orders-deployment also selects Deployment shop/cart'),
    expect.stringContaining('Deployment shop/cart of wave "two", which has not started, would change: got STRICT for PERMISSIVE, set by a policy that "one" changes'),
  ]);
});

test('a workload that was taken out of the app is refused, be it in a wave or in a policy', () => {
  const app = new App();
  const [chart, other] = [aChart('shop', app), aChart('shop', app, 'gone')];
  const [orders, cart] = [Workload.of(workload(chart, 'orders')), Workload.of(workload(other, 'cart'))];
  new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [orders]), Wave.workloads('later', [cart])], steps: { canary: STRICT } });
  new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.STRICT });
  chart.node.tryRemoveChild('orders');
  app.node.tryRemoveChild('gone');
  const gone = (path: string) => expect.stringContaining(`workload, which is not in the app: got the construct ${path}; allowed: workloads of the app or of added manifests`);
  expect(refusalsOf(chart)).toEqual([gone('policies/orders'), gone('gone/cart'), gone('policies/orders')]);
});

describe('a policy that selects no known workload, in a namespace at strict', () => {
  const UNKNOWN = { selector: { matchLabels: { app: 'unknown' } } };
  const stays = (name: string, what: string, source: string) => expect.stringMatching(
    new RegExp(`^warning: \\[policies/to-strict\\] wave "shop" at strict: ${name} \\(${source}\\)${what} without a reason; allowed: STRICT, or an exception with a reason; `));

  function notesAt(step: WaveStep, spec: object): string[] {
    const chart = aChart();
    rawPolicy(chart, 'raw', { name: 'left', namespace: 'shop' }, { ...UNKNOWN, ...spec });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: step } });
    modesOf(chart);
    return notices();
  }

  test('is a warning where it is weaker', () => {
    expect(notesAt(STRICT, { mtls: { mode: 'DISABLE' } })).toEqual([
      stays('PeerAuthentication shop/left', ', which selects no known workload, stays DISABLE', 'policies/raw'),
    ]);
  });

  test('is a warning where a port is weaker', () => {
    expect(notesAt(STRICT, { mtls: { mode: 'STRICT' }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } })).toEqual([
      stays('port 9102 of PeerAuthentication shop/left', ' stays PERMISSIVE', 'policies/raw'),
    ]);
  });

  test.each([['is STRICT', STRICT, 'STRICT'], ['inherits', STRICT, 'UNSET'], ['is not at strict yet', PERMISSIVE, 'DISABLE']])('is fine where it %s', (_, step, mode) => {
    expect(notesAt(step, { mtls: { mode } })).toEqual([]);
  });

  test('is a warning where it is somebody else\'s, and fine where a construct gives the reason', () => {
    const chart = aChart();
    const folder = tempFolder({
      'theirs.json': JSON.stringify({
        apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'theirs', namespace: 'shop' }, spec: { ...UNKNOWN, mtls: { mode: 'PERMISSIVE' } },
      }),
    });
    Mesh.of(chart).addManifests(folder);
    new WorkloadPolicy(chart, 'ours', { workload: Workload.labelled('shop', { app: 'unseen' }), mode: MtlsMode.DISABLE, reason: 'deployed by another repo' });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: STRICT } });
    modesOf(chart);
    expect(notices()).toEqual([stays('PeerAuthentication shop/theirs', ', which selects no known workload, stays PERMISSIVE', `${folder}/theirs.json`)]);
  });
});
