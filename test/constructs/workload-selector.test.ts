import { ApiObject, App, Cron } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { MtlsMode, Workload, WorkloadPolicy } from '../../src';
import { aChart, policiesOf, refusalsOf, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';

const notices = catchNotices();

const CONTAINERS = [{ image: 'registry.example/main:1', portNumber: 8080 }];

function selectorOf(construct: Construct): Record<string, string> {
  const chart = aChart('shop', construct.node.root as App, `policies-${construct.node.id}`);
  new WorkloadPolicy(chart, 'policy', { workload: Workload.of(construct), mode: MtlsMode.STRICT });
  return policiesOf(chart)[0].spec.selector.matchLabels;
}

/** Labels that a release, a rollout or a run of the Job changes. */
const VOLATILE = {
  'app.kubernetes.io/version': '1.2.3',
  'batch.kubernetes.io/controller-uid': '9d7a',
  'batch.kubernetes.io/job-completion-index': '0',
  'batch.kubernetes.io/job-name': 'report-28000',
  'chart': 'report-1.2.3',
  'config-checksum': 'a1b2c3',
  'controller-revision-hash': 'web-5b4f',
  'controller-uid': '9d7a',
  'helm.sh/chart': 'report-1.2.3',
  'job-name': 'report-28000',
  'pod-template-hash': '7d9c',
  'statefulset.kubernetes.io/pod-name': 'web-0',
};

/** A Pod, Job or CronJob: its owner has no selector of its own. */
function withoutSelector(scope: Construct, kind: string, labels: Record<string, string>, own: Record<string, string> = {}): ApiObject {
  const spec = { containers: [{ name: 'main', image: 'i' }] };
  const template = { metadata: { labels }, spec };
  const specs: Record<string, object> = { Pod: spec, Job: { template }, CronJob: { jobTemplate: { spec: { template } } } };
  return new ApiObject(scope, kind, { apiVersion: 'v1', kind, metadata: { labels: kind === 'Pod' ? labels : own }, spec: specs[kind] });
}

describe('the selector of a workload', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('is the matchLabels of a %s as they are, since those cannot change', (kind) => {
    const selector = { 'app': 'orders', 'helm.sh/chart': 'orders-1.0.0' };
    expect(selectorOf(workload(aChart(), 'orders', { kind, labels: { ...selector, version: 'v7' }, selector }))).toEqual(selector);
  });

  test('is the pod template\'s labels where a Deployment selects by expressions only', () => {
    const chart = aChart();
    const orders = workload(chart, 'orders', { labels: { app: 'orders', ...VOLATILE }, selector: {} });
    expect(selectorOf(orders)).toEqual({ app: 'orders' });
  });

  test.each(['Pod', 'Job', 'CronJob'])('is the pod labels of a %s without those that a release changes', (kind) => {
    const labels = { 'app.kubernetes.io/name': 'report', 'app.kubernetes.io/instance': 'prod', ...VOLATILE };
    expect(selectorOf(withoutSelector(aChart(), kind, labels)))
      .toEqual({ 'app.kubernetes.io/name': 'report', 'app.kubernetes.io/instance': 'prod' });
  });

  test.each(['Job', 'CronJob'])('never takes the own labels of a %s, which its pods do not have', (kind) => {
    expect(selectorOf(withoutSelector(aChart(), kind, { app: 'report' }, { team: 'finance' }))).toEqual({ app: 'report' });
  });

  test.each(['Pod', 'Job', 'CronJob'])('wants one label that stays, of a %s', (kind) => {
    const chart = aChart();
    const report = withoutSelector(chart, kind, VOLATILE);
    new WorkloadPolicy(chart, 'policy', { workload: Workload.of(report), mode: MtlsMode.STRICT });
    expect(refusalsOf(chart)).toEqual([
      `[policies/policy] ${kind} shop/${report.name} cannot be selected: got no stable pod label (policies/${kind}); `
      + 'allowed: one label or more that a release does not change; label its pod template',
    ]);
  });

  test('keeps cdk8s-plus\'s hash of the construct path out where the user\'s labels say enough', () => {
    const chart = aChart();
    const orders = new kplus28.Deployment(chart, 'orders', { containers: CONTAINERS, podMetadata: { labels: { app: 'orders', ...VOLATILE } } });
    new kplus28.Deployment(chart, 'cart', { containers: CONTAINERS, podMetadata: { labels: { app: 'cart' } } });
    expect(selectorOf(orders)).toEqual({ app: 'orders' });
    expect(notices()).toEqual([]);
  });

  test('keeps the hash beside labels that another workload of the namespace has too', () => {
    const chart = aChart();
    const [web] = ['web', 'worker'].map((id) => new kplus28.Deployment(chart, id, { containers: CONTAINERS, podMetadata: { labels: { app: 'orders' } } }));
    const selector = selectorOf(web);
    expect(Object.keys(selector).sort()).toEqual(['app', 'cdk8s.io/metadata.addr']);
    expect(selector).toEqual({ 'app': 'orders', 'cdk8s.io/metadata.addr': web.podMetadata.getLabel('cdk8s.io/metadata.addr') });
    expect(notices()).toEqual([]);
  });

  test('lets go of the hash where only a workload of another namespace has the labels too', () => {
    const app = new App();
    const [web] = ['shop', 'staging'].map((namespace) => new kplus28.Deployment(aChart(namespace, app, namespace), 'web', {
      containers: CONTAINERS, podMetadata: { labels: { app: 'orders' } },
    }));
    expect(selectorOf(web)).toEqual({ app: 'orders' });
  });

  test('is the hash where there is nothing else, and an info says so', () => {
    const chart = aChart();
    const orders = new kplus28.Deployment(chart, 'orders', { containers: CONTAINERS });
    expect(Object.keys(selectorOf(orders))).toEqual(['cdk8s.io/metadata.addr']);
    expect(notices()).toEqual([
      `info: [policies-orders/policy] Deployment shop/${orders.name} is selected by a hash of its construct path, the only label of its pods; `
      + 'give it labels of its own (podMetadata), so that moving the construct changes nothing',
    ]);
  });

  test('says so once, however often the app is rendered', () => {
    const chart = aChart();
    const report = new kplus28.CronJob(chart, 'report', { containers: CONTAINERS, schedule: Cron.daily() });
    new WorkloadPolicy(chart, 'policy', { workload: Workload.of(report), mode: MtlsMode.STRICT });
    policiesOf(chart);
    policiesOf(chart);
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toHaveLength(1);
  });

  test('stays the same when the construct moves in the tree', () => {
    const [here, there] = [aChart(), aChart()];
    const selectors = [here, new Construct(new Construct(there, 'team'), 'component')].map((scope) => selectorOf(
      new kplus28.Deployment(scope, 'orders', { metadata: { name: 'orders' }, containers: CONTAINERS, podMetadata: { labels: { app: 'orders' } } })));
    expect(selectors).toEqual([{ app: 'orders' }, { app: 'orders' }]);
  });
});
