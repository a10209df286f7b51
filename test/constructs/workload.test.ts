import { ApiObject, App, Chart, Cron, Include, Testing } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { MtlsMode, NamespacePolicy, Workload, WorkloadPolicy } from '../../src';
import { aChart, policiesOf, refusalsOf, service, workload } from '../support/app-builders';
import { tempFolder } from '../support/temp-folder';

const CONTAINERS = [{ image: 'registry.example/main:1', portNumber: 8080 }];

/** The two versions share what is used here; their types are unrelated to the compiler. */
const PLUS = [['cdk8s-plus-28', kplus28], ['cdk8s-plus-34', kplus34 as unknown as typeof kplus28]] as const;

const MAKERS: Record<string, (kplus: typeof kplus28, scope: Construct, props: kplus28.WorkloadProps) => Construct> = {
  Deployment: (kplus, scope, props) => new kplus.Deployment(scope, 'Deployment', props),
  StatefulSet: (kplus, scope, props) => new kplus.StatefulSet(scope, 'StatefulSet', {
    ...props, service: new kplus.Service(scope, 'service', { ports: [{ port: 80 }] }),
  }),
  DaemonSet: (kplus, scope, props) => new kplus.DaemonSet(scope, 'DaemonSet', props),
  Job: (kplus, scope, props) => new kplus.Job(scope, 'Job', props),
  CronJob: (kplus, scope, props) => new kplus.CronJob(scope, 'CronJob', { ...props, schedule: Cron.daily() }),
  Pod: (kplus, scope, { podMetadata, ...props }) => new kplus.Pod(scope, 'Pod', { ...props, metadata: podMetadata }),
};

/** The namespace and selector of the policy that is written for a workload. */
function selected(chart: Chart, subject: Workload): unknown {
  new WorkloadPolicy(chart, 'policy', { workload: subject, mode: MtlsMode.STRICT });
  const [{ metadata, spec }] = policiesOf(chart);
  return [metadata.namespace, spec.selector.matchLabels];
}

const ORDERS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: web }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders, version: v7 } }
    spec: { containers: [{ name: main, image: i, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: web }
spec: { selector: { app: orders }, ports: [{ port: 80, targetPort: 8080 }] }
`;

const MANY = `${ORDERS}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders, namespace: web }
spec:
  selector: { matchLabels: { app: orders-db } }
  template: { metadata: { labels: { app: orders-db } }, spec: { containers: [{ name: main, image: i }] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: staging }
spec:
  selector: { matchLabels: { app: orders-staging } }
  template: { metadata: { labels: { app: orders-staging } }, spec: { containers: [{ name: main, image: i }] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: web }
spec:
  selector: { matchLabels: { app: cart } }
  template: { metadata: { labels: { app: cart } }, spec: { containers: [{ name: main, image: i }] } }
`;

function include(chart: Chart, yaml: string): Include {
  return new Include(chart, 'include', { url: `${tempFolder({ 'orders.yaml': yaml })}/orders.yaml` });
}

describe.each(PLUS)('Workload.of a construct of %s', (_version, kplus) => {
  test.each(Object.keys(MAKERS))('finds namespace and labels of a %s', (kind) => {
    const chart = aChart();
    const construct = MAKERS[kind](kplus, chart, { containers: CONTAINERS, podMetadata: { labels: { app: 'orders' } } });
    expect(selected(chart, Workload.of(construct))).toEqual(['shop', { app: 'orders' }]);
  });

  test.each(Object.keys(MAKERS))('takes the namespace of the %s over the chart\'s', (kind) => {
    const chart = aChart('elsewhere');
    const construct = MAKERS[kind](kplus, chart, {
      containers: CONTAINERS, metadata: { namespace: 'shop' }, podMetadata: { namespace: 'shop', labels: { app: 'orders' } },
    });
    expect(selected(chart, Workload.of(construct))).toEqual(['shop', { app: 'orders' }]);
  });
});

describe('Workload.of', () => {
  test('takes a raw ApiObject', () => {
    const chart = aChart();
    expect(selected(chart, Workload.of(workload(chart, 'orders')))).toEqual(['shop', { app: 'orders' }]);
  });

  test('takes a kind of somebody\'s own that holds a pod template', () => {
    const chart = aChart();
    const rollout = new ApiObject(chart, 'rollout', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      spec: { selector: { matchLabels: { app: 'orders' } }, template: { metadata: { labels: { app: 'orders' } }, spec: { containers: [{ name: 'main' }] } } },
    });
    expect(selected(chart, Workload.of(rollout))).toEqual(['shop', { app: 'orders' }]);
  });

  test('takes an Include that holds one workload among other objects', () => {
    const chart = aChart('elsewhere');
    expect(selected(chart, Workload.of(include(chart, ORDERS)))).toEqual(['web', { app: 'orders' }]);
  });

  test('refuses an Include of several workloads, and names them', () => {
    const chart = aChart();
    const many = include(chart, MANY);
    expect(() => Workload.of(many)).toThrow(new Error(
      'pod template policies/include: got "Deployment orders, StatefulSet orders, Deployment orders, Deployment cart"; '
      + 'allowed: a construct that holds exactly one pod template; give the workload itself, or pick one with Workload.find(construct, name)'));
  });

  test('takes a construct of the user\'s own that wraps a Deployment, its Service and its policy', () => {
    class Application extends Construct {
      public constructor(scope: Construct, id: string) {
        super(scope, id);
        const deployment = new kplus28.Deployment(this, 'deployment', { containers: CONTAINERS, podMetadata: { labels: { app: id } } });
        deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
        new NamespacePolicy(this, 'policy', { namespaceName: 'istio-system', mode: MtlsMode.STRICT });
      }
    }
    const chart = aChart();
    const application = new Application(chart, 'orders');
    const orders = Workload.of(application);
    application.node.tryRemoveChild('policy');
    expect(selected(chart, orders)).toEqual(['shop', { app: 'orders' }]);
  });

  test('takes a workload that is not finished yet', () => {
    const chart = aChart();
    const deployment = new kplus34.Deployment(chart, 'orders', { podMetadata: { labels: { app: 'orders' } } });
    const orders = Workload.of(deployment);
    deployment.addContainer({ image: 'registry.example/main:1', portNumber: 8080 });
    expect(selected(chart, orders)).toEqual(['shop', { app: 'orders' }]);
  });
});

describe('Workload.find', () => {
  test.each([
    ['cart', {}, ['web', { app: 'cart' }]],
    ['orders', { kind: 'StatefulSet' }, ['web', { app: 'orders-db' }]],
    ['orders', { namespaceName: 'staging' }, ['staging', { app: 'orders-staging' }]],
    ['orders', { kind: 'Deployment', namespaceName: 'web' }, ['web', { app: 'orders' }]],
  ])('picks %s by %j out of an Include of many', (name, options, expected) => {
    const chart = aChart();
    expect(selected(chart, Workload.find(include(chart, MANY), name, options))).toEqual(expected);
  });

  test('looks below the whole app', () => {
    const chart = aChart();
    workload(new Construct(new Chart(chart.node.root as App, 'other', { namespace: 'web' }), 'deep'), 'orders');
    expect(selected(chart, Workload.find(chart.node.root, 'orders'))).toEqual(['web', { app: 'orders' }]);
  });

  test('refuses a name that several workloads have, and says which', () => {
    const chart = aChart();
    const many = include(chart, MANY);
    expect(() => Workload.find(many, 'orders')).toThrow(new Error(
      'Workload.find below policies/include: 3 workloads of this name: got "orders"; '
      + 'allowed: Deployment staging/orders, Deployment web/orders, StatefulSet web/orders; say kind or namespaceName'));
  });

  test('refuses a name that no workload has, and says which there are', () => {
    const chart = aChart();
    const single = include(chart, ORDERS);
    expect(() => Workload.find(single, 'cart')).toThrow(new Error(
      'Workload.find below policies/include: no workload of this name: got "cart"; allowed: Deployment web/orders; name one of these'));
    expect(() => Workload.find(service(chart, 'orders', {}, []), 'cart')).toThrow(new Error(
      'Workload.find below policies/service-orders: no workload of this name: got "cart"; '
      + 'allowed: none, as nothing there holds a pod template; look below another construct, or use Workload.labelled(…)'));
  });
});

describe('Workload.labelled', () => {
  test('selects by the labels as they are, in the namespace that is named', () => {
    expect(selected(aChart(), Workload.labelled('foo', { 'app': 'finance', 'example.com/tier': '' })))
      .toEqual(['foo', { 'app': 'finance', 'example.com/tier': '' }]);
  });

  test('emits nothing by itself', () => {
    const chart = aChart();
    Workload.labelled('foo', { app: 'finance' });
    expect(Testing.synth(chart)).toEqual([]);
    expect(refusalsOf(chart)).toEqual([]);
  });
});
