import { readWorkload } from '../../src/manifests/read-workload';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const labels = { app: 'web' };
const pod = {
  metadata: { labels, annotations: { 'sidecar.istio.io/inject': 'true' } },
  spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }] }] },
};
const expected = {
  annotations: {},
  podLabels: labels,
  podAnnotations: { 'sidecar.istio.io/inject': 'true' },
  hostNetwork: false,
  hasProxyContainer: false,
  isGateway: false,
  isRunning: false,
  probes: [],
  ports: [{ number: 8080, name: 'http' }, { number: 9090, name: undefined }],
};

const read = (kind: string, spec: unknown, rest: object = {}) => readWorkload(aManifest({ kind, metadata: { name: 'web', namespace: 'shop' }, spec, ...rest }, 'web.yaml'));
const portsOf = (template: object) => read('Deployment', { template })?.ports.map(({ number }) => number);

describe('readWorkload', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('reads a %s, with its selector', (kind) => {
    expect(read(kind, { selector: { matchLabels: labels }, template: pod }))
      .toEqual({ kind, namespace: 'shop', name: 'web', source: 'web.yaml', ownerSelector: labels, ...expected });
  });

  test('reads a ReplicationController, whose selector is the labels themselves', () => {
    expect(read('ReplicationController', { selector: labels, template: pod })).toMatchObject({ ownerSelector: labels, ...expected });
  });

  test('reads a Job, whose selector the cluster makes up', () => {
    expect(read('Job', { selector: { matchLabels: { 'controller-uid': 'x' } }, template: pod })).toMatchObject({ ownerSelector: undefined, ...expected });
  });

  test('reads a CronJob by the template of its Jobs', () => {
    expect(read('CronJob', { jobTemplate: { spec: { template: pod } } })).toMatchObject({ ownerSelector: undefined, ...expected });
  });

  test('reads a Pod by its own labels', () => {
    expect(readWorkload(aManifest({ kind: 'Pod', metadata: { name: 'web', labels }, spec: pod.spec }))).toMatchObject({ podLabels: labels, ports: expected.ports, ownerSelector: undefined });
  });

  test('reads another kind that has a pod template', () => {
    expect(read('Rollout', { selector: { matchLabels: labels }, template: pod })).toMatchObject({ kind: 'Rollout', ownerSelector: labels, ...expected });
  });

  test.each([
    ['Service', { ports: [] }],
    ['Rollout', { template: { metadata: { labels } } }],
    ['constructor', {}],
    ['toString', {}],
    ['__proto__', {}],
    ['', {}],
  ])('is undefined for the kind %j, which has no containers', (kind, spec) => {
    expect(read(kind, spec)).toBeUndefined();
  });

  test.each([
    [{ serviceAccountName: 'web' }, 'web'], [{ serviceAccount: 'old' }, 'old'], [{ serviceAccountName: 'web', serviceAccount: 'old' }, 'web'],
    [{ serviceAccountName: '' }, undefined], [{ serviceAccountName: 1 }, undefined], [{}, undefined],
  ])('knows the service account of %j', (podSpec, account) => {
    expect(read('Deployment', { template: { spec: podSpec } })?.serviceAccount).toBe(account);
  });

  test('keeps the owner\'s annotations apart from the pods\'', () => {
    const metadata = { name: 'web', annotations: { 'mtls.cdk8s.io/calls': 'api:80' } };
    expect(read('Deployment', { template: pod }, { metadata })).toMatchObject({ annotations: metadata.annotations, podAnnotations: expected.podAnnotations });
  });

  test.each([
    [{ phase: 'Running' }, {}, true], [{ phase: 'Succeeded' }, {}, true], [{ podIP: '10.0.0.1' }, {}, true], [{}, { nodeName: 'one' }, true],
    [undefined, {}, false], [{ phase: '' }, {}, false], [{ phase: 1 }, {}, false],
  ])('knows that a Pod of status %j and spec %j runs: %s', (status, podSpec, running) => {
    expect(read('Pod', podSpec, { status })?.isRunning).toBe(running);
  });

  test('knows of no other kind whether it runs', () => {
    expect(read('Job', { template: pod }, { status: { phase: 'Running', podIP: '10.0.0.1' } })?.isRunning).toBe(false);
  });

  test('knows the host\'s network', () => {
    expect(read('DaemonSet', { template: { spec: { hostNetwork: true, containers: [] } } })?.hostNetwork).toBe(true);
    expect(read('DaemonSet', { template: { spec: { hostNetwork: 'true', containers: [] } } })?.hostNetwork).toBe(false);
  });
});

describe('the ports of a workload', () => {
  test('are those of all containers, sidecars among the initContainers too', () => {
    const [one, two, three] = [1, 2, 3].map((containerPort) => ({ ports: [{ containerPort }] }));
    expect(portsOf({ spec: { containers: [one, two], initContainers: [three] } })).toEqual([1, 2, 3]);
  });

  test.each([
    ['is listened on, though no container declares it', '9102', [8080, 9102]],
    ['is one port where a container declares it', '8080', [8080]],
    ['is none where it is no number', 'metrics', [8080]],
    ['is none where no port has the number', '70000', [8080]],
    ['is none where it is empty', '', [8080]],
  ])('which Prometheus is told to scrape %s', (_, port, ports) => {
    expect(portsOf({ metadata: { annotations: { 'prometheus.io/port': port } }, spec: { containers: [{ ports: [{ containerPort: 8080 }] }] } })).toEqual(ports);
  });

  test.each([[0], [65536], ['8080'], [null], [80.5]])('are not %j', (containerPort) => {
    expect(portsOf({ spec: { containers: [{ ports: [{ containerPort }] }] } })).toEqual([]);
  });
});

describe('whatever a manifest holds, reading it does not throw', () => {
  test.each([
    ['metadata', (value: unknown) => ({ metadata: value })],
    ['spec', (value: unknown) => ({ spec: value })],
    ['the pod template', (value: unknown) => ({ spec: { template: value, jobTemplate: { spec: { template: value } } } })],
    ['the pod\'s metadata', (value: unknown) => ({ spec: { template: { metadata: value, spec: value } } })],
    ['labels and annotations', (value: unknown) => ({ spec: { template: { metadata: { labels: value, annotations: value } } } })],
    ['the selector', (value: unknown) => ({ spec: { selector: value } })],
    ['matchLabels', (value: unknown) => ({ spec: { selector: { matchLabels: value } } })],
    ['containers', (value: unknown) => ({ spec: { containers: value, template: { spec: { containers: value, initContainers: value, hostNetwork: value } } } })],
    ['annotations, status and account', (value: unknown) => ({
      metadata: { annotations: value },
      status: value,
      spec: { nodeName: value, serviceAccountName: value, template: { spec: { serviceAccountName: value, serviceAccount: value } } },
    })],
    ['status of a Pod', (value: unknown) => ({ status: { phase: value, podIP: value } })],
    ['a probe', (value: unknown) => ({ spec: { template: { spec: { containers: [{ name: value, livenessProbe: value, readinessProbe: { httpGet: value }, startupProbe: { grpc: { port: value } } }] } } } })],
    ['a proxy', (value: unknown) => ({ spec: { template: { metadata: { annotations: { 'inject.istio.io/templates': value } }, spec: { containers: [{ name: 'istio-proxy', args: value }, { name: 'istio-proxy', args: ['proxy', value] }] } } } })],
    ['ports', (value: unknown) => ({ spec: { containers: [{ ports: value }], template: { spec: { containers: [{ ports: value }, value] } } } })],
    ['a port', (value: unknown) => ({ spec: { template: { spec: { containers: [{ ports: [value, { containerPort: value, name: value }] }] } } } })],
  ])('%s', (_, object) => {
    for (const kind of ['Deployment', 'CronJob', 'Pod', 'ReplicationController', 'Rollout', 'constructor']) {
      for (const value of ANY_JSON) expect(() => readWorkload(aManifest({ kind, ...object(value) }))).not.toThrow();
    }
  });
});
