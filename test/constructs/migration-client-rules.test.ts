import { Chart } from 'cdk8s';
import {
  ClientPolicy, ClientTls, Host, Mesh, MtlsException, MtlsMigration, MtlsMode, PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy,
} from '../../src';
import { aChart, namespace, policiesOf, rawRule, refusalsOf, rulesOf, service, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';

const allNotices = catchNotices();
/** What the migration itself says: checks of the catalogue judge what is emitted, in tests of their own. */
const notices = () => allNotices().filter((line) => line.startsWith('warning: [policies/to-strict]'));

const CHANGE = 'allowed: ISTIO_MUTUAL, or no tls under auto mTLS; change it before strict';
const CHANGE_NOW = 'allowed: ISTIO_MUTUAL, or no tls under auto mTLS; change it now, as STRICT ports refuse what it makes clients send';

/** A namespace with a workload behind a Service, and a migration whose one wave is at a step. */
function migrating(step: WaveStep, settings: { enableAutoMtls?: boolean } = {}): Chart {
  const chart = aChart();
  Mesh.of(chart).configure(settings);
  namespace(chart, 'shop');
  workload(chart, 'db');
  service(chart, 'db', { app: 'db' }, [{ port: 3306, targetPort: 8080 }]);
  new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: step } });
  return chart;
}

describe('a client rule that is there already', () => {
  test.each([
    [{ mode: 'DISABLE' }, 'plaintext: got DISABLE'],
    [{}, 'plaintext: got DISABLE'],
    [{ mode: 'SIMPLE' }, 'TLS of their own: got SIMPLE'],
    [{ mode: 'MUTUAL', clientCertificate: '/c', privateKey: '/k' }, 'TLS of their own: got MUTUAL'],
  ])('and sends no mutual TLS of Istio\'s is reported, not edited: %j', (tls, sends) => {
    const chart = migrating(WaveStep.CLIENTS);
    const spec = { host: 'db.shop.svc.cluster.local', trafficPolicy: { tls } };
    rawRule(chart, 'raw', { name: 'db', namespace: 'web' }, spec);
    expect(rulesOf(chart).map((rule) => rule.spec)).toEqual([spec]);
    expect(notices()).toEqual([
      `warning: [policies/to-strict] wave "shop" at clients: DestinationRule web/db (policies/raw) makes clients of db.shop.svc.cluster.local send ${sends} at spec.trafficPolicy.tls; ${CHANGE}`,
    ]);
  });

  test('is found by its short name and by its pattern, at a port and at a subset', () => {
    const chart = migrating(WaveStep.STRICT);
    rawRule(chart, 'short', { name: 'short', namespace: 'shop' }, { host: 'db', trafficPolicy: { portLevelSettings: [{ port: { number: 3306 }, tls: { mode: 'DISABLE' } }] } });
    rawRule(chart, 'wild', { name: 'wild', namespace: 'istio-system' }, { host: '*.local', subsets: [{ name: 'v1', trafficPolicy: { tls: { mode: 'SIMPLE' } } }] });
    expect(refusalsOf(chart)).toEqual([
      '[] MTLS201 DestinationRule shop/short (policies/short, spec.trafficPolicy.portLevelSettings[0].tls.mode): clients send plaintext to STRICT ports: '
      + 'got DISABLE for db.shop.svc.cluster.local:3306; allowed: ISTIO_MUTUAL, or no tls, as auto mTLS decides then; remove tls, or set ISTIO_MUTUAL',
    ]);
    // What breaks is told once, by the check; what only may is left to the migration.
    expect(notices()).toEqual([
      `warning: [policies/to-strict] wave "shop" at strict: DestinationRule istio-system/wild (policies/wild) makes clients of db.shop.svc.cluster.local send TLS of their own: got SIMPLE at spec.subsets[0].trafficPolicy.tls; ${CHANGE_NOW}`,
    ]);
  });

  test('and is one of our own constructs is reported too', () => {
    const chart = migrating(WaveStep.CLIENTS);
    new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls: ClientTls.DISABLE });
    policiesOf(chart);
    expect(notices()).toEqual([
      `warning: [policies/to-strict] wave "shop" at clients: DestinationRule shop/to-db (policies/to-db) makes clients of db.shop.svc.cluster.local send plaintext: got DISABLE at spec.trafficPolicy.tls; ${CHANGE}`,
    ]);
  });

  test.each([
    ['ISTIO_MUTUAL', { host: 'db.shop.svc.cluster.local', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }],
    ['nothing of TLS', { host: 'db.shop.svc.cluster.local', trafficPolicy: { connectionPool: {} } }],
    ['another host', { host: 'cart.shop.svc.cluster.local', trafficPolicy: { tls: { mode: 'DISABLE' } } }],
    ['a host that matches nothing', { host: 'db.shop', trafficPolicy: { tls: { mode: 'DISABLE' } } }],
  ])('and says %s is none of the migration\'s', (_what, spec) => {
    const chart = migrating(WaveStep.STRICT);
    rawRule(chart, 'raw', { name: 'raw', namespace: 'shop' }, spec);
    expect([...refusalsOf(chart).filter((line) => line.includes('to-strict')), ...notices()]).toEqual([]);
  });

  test('is not reported before the step `clients`', () => {
    const chart = migrating(WaveStep.PERMISSIVE);
    rawRule(chart, 'raw', { name: 'raw', namespace: 'shop' }, { host: 'db', trafficPolicy: { tls: { mode: 'DISABLE' } } });
    policiesOf(chart);
    expect(notices()).toEqual([]);
  });
});

describe('with auto mTLS switched off', () => {
  const off = { enableAutoMtls: false };

  test.each([[WaveStep.CLIENTS], [WaveStep.STRICT]])('a Service without a rule gets one that says ISTIO_MUTUAL: at %s', (step) => {
    expect(rulesOf(migrating(step, off))).toEqual([{
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { host: 'db.shop.svc.cluster.local', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } },
    }]);
  });

  test('a port that stays DISABLE is sent plaintext, be it by an exception or by a policy that is there', () => {
    const chart = aChart();
    Mesh.of(chart).configure(off);
    namespace(chart, 'shop');
    const ports = [{ containerPort: 8080 }, { containerPort: 9102 }, { containerPort: 3306, name: 'mysql' }];
    const db = Workload.of(workload(chart, 'db', { ports }));
    service(chart, 'db', { app: 'db' }, [{ port: 80, targetPort: 8080 }, { port: 9000, targetPort: 9102 }, { port: 3306, targetPort: 'mysql' }]);
    new WorkloadPolicy(chart, 'db-mtls', { workload: db, mode: MtlsMode.PERMISSIVE, ports: [PortPolicy.disable(3306, { reason: 'speaks first' })] });
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.namespaces('shop', ['shop'])],
      exceptions: [MtlsException.portInNamespace('shop', PortPolicy.disable(9102, { reason: 'speaks first' }))],
      steps: { shop: WaveStep.CLIENTS },
    });
    expect(rulesOf(chart).map(({ spec }) => spec.trafficPolicy)).toEqual([{
      tls: { mode: 'ISTIO_MUTUAL' },
      portLevelSettings: [{ port: { number: 9000 }, tls: { mode: 'DISABLE' } }, { port: { number: 3306 }, tls: { mode: 'DISABLE' } }],
    }]);
  });

  test('a Service shared with a wave that has not started and is DISABLE gets none, and a warning says so', () => {
    const chart = migrating(WaveStep.CLIENTS, off);
    const later = workload(chart, 'later', { labels: { app: 'db', track: 'later' } });
    chart.node.tryRemoveChild('to-strict');
    new WorkloadPolicy(chart, 'later-mtls', { workload: Workload.of(later), mode: MtlsMode.DISABLE, reason: 'not yet' });
    const first = Workload.of(workload(chart, 'first', { labels: { app: 'db', track: 'first' } }));
    chart.node.tryRemoveChild('db');
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('first', [first]), Wave.workloads('later', [Workload.of(later)])], steps: { first: WaveStep.CLIENTS },
    });
    expect(rulesOf(chart)).toEqual([]);
    expect(notices()).toEqual([
      'warning: [policies/to-strict] Service shop/db gets no ISTIO_MUTUAL rule, though auto mTLS is off: got port 3306 that leads to Deployment shop/later at DISABLE, and to Deployment shop/first not; '
      + 'allowed: endpoints that all accept mutual TLS, or none, as the rule goes to all; bring them to permissive, or give all of them the exception',
    ]);
  });

  test('nobody gets a rule before the step `clients`', () => {
    expect(rulesOf(migrating(WaveStep.PERMISSIVE, off))).toEqual([]);
  });

  test('nobody gets a rule that a rule reaches already', () => {
    const chart = migrating(WaveStep.STRICT, off);
    rawRule(chart, 'raw', { name: 'wild', namespace: 'istio-system' }, { host: '*.local', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } });
    expect(rulesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['wild']);
    expect(notices()).toEqual([]);
  });

  test.each([['*.local'], ['*']])('nobody gets a rule that a ClientPolicy for %s reaches already', (pattern) => {
    const chart = migrating(WaveStep.STRICT, off);
    new ClientPolicy(chart, 'wild', { host: Host.wildcard(pattern, []), tls: ClientTls.ISTIO_MUTUAL });
    expect(rulesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['wild']);
  });

  test('a Service with an endpoint that has no sidecar gets none, and a warning says so', () => {
    const chart = migrating(WaveStep.STRICT, off);
    workload(chart, 'bare', { labels: { 'app': 'db', 'sidecar.istio.io/inject': 'false' } });
    expect(rulesOf(chart)).toEqual([]);
    expect(notices()).toEqual([
      'warning: [policies/to-strict] Service shop/db gets no ISTIO_MUTUAL rule, though auto mTLS is off: got Deployment shop/bare not known to have a sidecar; '
      + 'allowed: sidecars at every endpoint, as the rule goes to all; inject them, or switch auto mTLS on',
    ]);
  });

  test('a rule\'s name that is taken by another rule is refused', () => {
    const chart = migrating(WaveStep.STRICT, off);
    rawRule(chart, 'raw', { name: 'db', namespace: 'shop' }, { host: 'other.example.com' });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] two objects have one name: got DestinationRule shop/db by policies/to-strict and policies/raw; '
      + 'allowed: one, as the cluster keeps the one applied last; choose another id, or set policyName',
    ]);
  });

  test('read from mesh config, it is the same', () => {
    const chart = migrating(WaveStep.STRICT);
    expect(rulesOf(chart)).toEqual([]);
    Mesh.of(chart).configure(off);
    expect(rulesOf(chart)).toHaveLength(1);
  });
});
