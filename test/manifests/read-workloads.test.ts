import type { Manifest } from '../../src/manifests/manifest';
import { readWorkloads } from '../../src/manifests/read-workloads';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const labels = { app: 'web' };
const template = { metadata: { labels }, spec: { containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }] } };
const hash = { 'pod-template-hash': '1' };

function anObject(kind: string, name: string, what: object = {}, owner?: [kind: string, name: string]): Manifest {
  const ownerReferences = owner && [{ apiVersion: 'x/v1', kind: owner[0], name: owner[1], controller: true }];
  const spec = { selector: { matchLabels: labels }, template };
  const { metadata, ...rest } = what as { metadata?: object };
  return aManifest({ apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'shop', ownerReferences, ...metadata }, spec, ...rest }, `${name}.yaml`);
}

function aPod(name: string, owner?: [kind: string, name: string], metadata: object = {}, what: object = {}): Manifest {
  return anObject('Pod', name, { metadata: { labels: { ...labels, ...hash }, ...metadata }, spec: template.spec, status: { phase: 'Running' }, ...what }, owner);
}

const workloadsOf = (...manifests: Manifest[]) => readWorkloads(manifests).workloads.map(({ kind, name }) => `${kind} ${name}`);
const PROXY = { spec: { containers: [{ name: 'main' }, { name: 'istio-proxy', args: ['proxy', 'sidecar'] }] } };

describe('an owner that is not among the manifests stands for what it owns', () => {
  test.each<[string, Manifest[], string[]]>([
    ['the ReplicaSet of Pods, when its Deployment is not known',
      [aPod('web-1-a', ['ReplicaSet', 'web-1']), aPod('web-1-b', ['ReplicaSet', 'web-1'])], ['ReplicaSet web-1']],
    ['the Deployment of ReplicaSets, old ones among them',
      [anObject('ReplicaSet', 'web-1', {}, ['Deployment', 'web']), anObject('ReplicaSet', 'web-2', {}, ['Deployment', 'web']), aPod('web-2-a', ['ReplicaSet', 'web-2'])],
      ['Deployment web']],
    ['the Rollout of a ReplicaSet', [anObject('ReplicaSet', 'web-1', {}, ['Rollout', 'web'])], ['Rollout web']],
    ['the StatefulSet of Pods', [aPod('db-0', ['StatefulSet', 'db']), aPod('db-1', ['StatefulSet', 'db'])], ['StatefulSet db']],
    ['the CronJob of a Job and its Pods', [anObject('Job', 'nightly-1', {}, ['CronJob', 'nightly']), aPod('nightly-1-a', ['Job', 'nightly-1'])], ['CronJob nightly']],
    ['the Job of a Pod', [aPod('nightly-1-a', ['Job', 'nightly-1'])], ['Job nightly-1']],
    ['an operator\'s kind whose Pods it makes itself', [aPod('k-0', ['StrimziPodSet', 'k']), aPod('k-1', ['StrimziPodSet', 'k'])], ['StrimziPodSet k']],
    ['each of two owners of one name', [aPod('a', ['StatefulSet', 'db']), aPod('b', ['DaemonSet', 'db'])], ['StatefulSet db', 'DaemonSet db']],
  ])('%s', (_, manifests, expected) => {
    expect(workloadsOf(...manifests)).toEqual(expected);
    expect(workloadsOf(...manifests.reverse())).toEqual([...expected].reverse());
  });

  test('under one name in each namespace', () => {
    const [one, other] = ['shop', 'bank'].map((namespace) => aPod('db-0', ['StatefulSet', 'db'], { namespace }));
    expect(readWorkloads([one, other]).workloads.map(({ namespace }) => namespace)).toEqual(['shop', 'bank']);
  });

  test('with the newest ReplicaSet\'s template, without labels that tell its Pods from others', () => {
    const selector = { matchLabels: { ...labels, ...hash } };
    const replicaSet = (name: string, creationTimestamp: string, account: string) => anObject('ReplicaSet', name, {
      metadata: { creationTimestamp },
      spec: { selector, template: { metadata: { labels: { ...labels, ...hash } }, spec: { ...template.spec, serviceAccountName: account } } },
    }, ['Deployment', 'web']);
    const sets = [replicaSet('web-2', '2026-02-01T00:00:00Z', 'new'), replicaSet('web-1', '2026-01-01T00:00:00Z', 'old')];
    expect(readWorkloads([aPod('web-2-a', ['ReplicaSet', 'web-2']), ...sets]).workloads).toEqual([
      expect.objectContaining({ kind: 'Deployment', name: 'web', serviceAccount: 'new', ownerSelector: labels, podLabels: labels, isRunning: true, ports: [{ number: 8080 }] }),
    ]);
  });

  test('with its newest Pod\'s spec, where there are only Pods', () => {
    const pods = ['1', '2'].map((day) => aPod(`db-${day}`, ['StatefulSet', 'db'], { creationTimestamp: `2026-01-0${day}T00:00:00Z`, labels: { ...labels, 'statefulset.kubernetes.io/pod-name': `db-${day}` } }));
    expect(readWorkloads(pods).workloads).toEqual([
      expect.objectContaining({ kind: 'StatefulSet', name: 'db', podLabels: labels, ownerSelector: undefined, source: 'db-2.yaml', isRunning: true }),
    ]);
    expect(readWorkloads(pods).differingPods).toEqual([]);
  });
});

describe('an owner among the manifests stands for what it owns', () => {
  test.each<[string, Manifest[], string[]]>([
    ['a Deployment whose ReplicaSet is not', [anObject('Deployment', 'web'), aPod('web-1-a', ['ReplicaSet', 'web-1'])], ['Deployment web']],
    ['a CronJob whose Job is not', [anObject('CronJob', 'nightly'), aPod('nightly-1-a', ['Job', 'nightly-1'])], ['CronJob nightly']],
    ['a kind of its own, over several steps', [anObject('Rollout', 'web'), anObject('ReplicaSet', 'web-1', {}, ['Rollout', 'web']), aPod('web-1-a', ['ReplicaSet', 'web-1'])], ['Rollout web']],
    ['not one of another name', [anObject('Deployment', 'other'), aPod('web-1-a', ['ReplicaSet', 'web-1'])], ['Deployment other', 'ReplicaSet web-1']],
  ])('%s', (_, manifests, expected) => {
    expect(workloadsOf(...manifests)).toEqual(expected);
  });
});

describe('Pods are workloads of their own', () => {
  test.each<[string, Manifest[]]>([
    ['without an owner', [aPod('one'), aPod('two')]],
    ['of a Node, which runs unlike ones', [aPod('one', ['Node', 'n']), aPod('two', ['Node', 'n'])]],
    ['of another Pod', [aPod('one'), aPod('two', ['Pod', 'one'])]],
  ])('%s', (_, pods) => {
    expect(workloadsOf(...pods)).toEqual(['Pod one', 'Pod two']);
  });
});

test.each<[string, Manifest[]]>([
  ['itself', [anObject('ReplicaSet', 'a', {}, ['ReplicaSet', 'a'])]],
  ['each other', [anObject('ReplicaSet', 'a', {}, ['ReplicaSet', 'b']), anObject('ReplicaSet', 'b', {}, ['ReplicaSet', 'a'])]],
])('of objects that own %s, one is the workload', (_, manifests) => {
  expect(workloadsOf(...manifests)).toHaveLength(1);
});

describe('the Pods of a workload say', () => {
  const deployment = anObject('Deployment', 'web');
  const owner: [string, string] = ['ReplicaSet', 'web-1'];
  const first = (...pods: Manifest[]) => readWorkloads([deployment, ...pods]).workloads[0];

  test('that it runs', () => {
    expect(first().isRunning).toBe(false);
    expect(first(aPod('a', owner)).isRunning).toBe(true);
    expect(first(aPod('a', owner, {}, { status: undefined })).isRunning).toBe(false);
  });

  test.each<[string, object[], object]>([
    ['a proxy, where all have one', [PROXY, PROXY], { hasProxyContainer: true, isGateway: false }],
    ['a proxy, where most have one', [PROXY, {}, PROXY], { hasProxyContainer: true }],
    ['no proxy, where most have none', [{}, PROXY, {}], { hasProxyContainer: false }],
    ['a gateway\'s proxy', [{ spec: { containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }] } }], { hasProxyContainer: false, isGateway: true }],
    ['a proxy, though others that are finished had none', [PROXY, { status: { phase: 'Succeeded' } }, { status: { phase: 'Failed' } }], { hasProxyContainer: true }],
    ['no proxy, though others on their way out have one', [{}, { ...PROXY, deleted: true }, { ...PROXY, deleted: true }], { hasProxyContainer: false }],
    ['a proxy, where all are finished and had one', [{ ...PROXY, status: { phase: 'Succeeded' } }], { hasProxyContainer: true }],
  ])('that it has %s', (_, pods, expected) => {
    const read = pods.map((what, i) => aPod(`${i}`, owner, 'deleted' in what ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}, what));
    expect(first(...read)).toMatchObject(expected);
  });

  test('by the newest, where as many have a proxy as have none', () => {
    const [old, young] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'].map((creationTimestamp) => ({ creationTimestamp }));
    expect(first(aPod('a', owner, young, PROXY), aPod('b', owner, old)).hasProxyContainer).toBe(true);
    expect(first(aPod('a', owner, young), aPod('b', owner, old, PROXY)).hasProxyContainer).toBe(false);
  });

  test('that ambient mode has captured it', () => {
    const annotations = { 'ambient.istio.io/redirection': 'enabled', 'other': 'x' };
    expect(first(aPod('a', owner, { annotations })).podAnnotations).toEqual({ 'ambient.istio.io/redirection': 'enabled' });
  });
});

describe('a Pod that differs is reported', () => {
  const owner: [string, string] = ['ReplicaSet', 'web-1'];
  const differing = (...pods: Manifest[]) => readWorkloads([anObject('Deployment', 'web'), ...pods]).differingPods;
  const withLabels = (podLabels: object, what: object = {}) => ({ ...aPod('web-1-a', owner, { labels: podLabels }, what), line: 7 });

  test('with its labels, its workload and its place', () => {
    expect(differing(withLabels({ app: 'api', extra: 'x', ...hash }))).toEqual([{
      workload: { kind: 'Deployment', namespace: 'shop', name: 'web' },
      pod: 'web-1-a',
      source: 'web-1-a.yaml',
      line: 7,
      labels: [{ key: 'app', expected: 'web', got: 'api' }, { key: 'extra', got: 'x' }],
    }]);
  });

  test('that lacks a label', () => {
    expect(differing(withLabels({}))).toMatchObject([{ labels: [{ key: 'app', expected: 'web', got: undefined }] }]);
  });

  test.each([
    ['the cluster', { 'controller-revision-hash': 'x', 'statefulset.kubernetes.io/pod-name': 'x', 'apps.kubernetes.io/pod-index': '0', 'topology.kubernetes.io/zone': 'x' }],
    ['injection', {
      'security.istio.io/tlsMode': 'istio', 'service.istio.io/canonical-name': 'x', 'service.istio.io/canonical-revision': 'x', 'networking.istio.io/tunnel': 'http', 'topology.istio.io/network': 'x',
    }],
  ])('but not for labels of %s', (_, added) => {
    expect(differing(withLabels({ ...labels, ...added }))).toEqual([]);
  });

  test.each([{ 'security.istio.io/tlsMode': 'disabled' }, { 'networking.istio.io/tunnel': 'none' }])('and for %j, which injection does not add', (added) => {
    expect(differing(withLabels({ ...labels, ...added }))).toHaveLength(1);
  });

  test('by a proxy that others lack, and by lacking one', () => {
    expect(differing(aPod('a', owner), aPod('b', owner, {}, PROXY), aPod('c', owner))).toMatchObject([{ pod: 'b', labels: [], hasProxyContainer: true }]);
    expect(differing(aPod('a', owner, {}, PROXY), aPod('b', owner), aPod('c', owner, {}, PROXY))).toMatchObject([{ pod: 'b', labels: [], hasProxyContainer: false }]);
  });

  test.each([
    ['finished', { status: { phase: 'Succeeded' } }, {}], ['failed', { status: { phase: 'Failed' } }, {}], ['on its way out', {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }],
  ])('but not once it is %s', (_, what, metadata) => {
    expect(differing(aPod('a', owner, { labels: {}, ...metadata }, what))).toEqual([]);
  });
});

test('whatever the manifests hold, reading them does not throw', () => {
  for (const value of ANY_JSON) {
    const pods = [
      aPod('a', ['ReplicaSet', 'web-1'], { labels: value, annotations: value, creationTimestamp: value, deletionTimestamp: value }, { status: value, spec: value }),
      aPod('b', ['ReplicaSet', 'web-1'], { name: value, labels: { app: value } }, { status: { phase: value } }),
      aManifest({ kind: 'Pod', metadata: { namespace: value, ownerReferences: [{ controller: true, kind: 'ReplicaSet', name: value }, value] } }),
      aManifest({ kind: 'ReplicaSet', metadata: { name: value, ownerReferences: [{ controller: value, kind: value, name: 'x' }] } }),
    ];
    expect(() => readWorkloads(pods)).not.toThrow();
    expect(() => readWorkloads([anObject('Deployment', 'web'), ...pods])).not.toThrow();
  }
});
