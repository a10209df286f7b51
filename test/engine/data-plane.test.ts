import { DataPlane, dataPlaneOf, isInjected } from '../../src/engine/data-plane';
import { DEFAULT_MESH_SETTINGS } from '../../src/model/mesh-settings';
import { aNamespace } from '../support/a-namespace';
import { aWorkload } from '../support/a-workload';

type Words = Record<string, string>;

const II = 'istio-injection';
const REV = 'istio.io/rev';
const INJECT = 'sidecar.istio.io/inject';
const MODE = 'istio.io/dataplane-mode';
const STATUS = 'sidecar.istio.io/status';

function planeOf(namespace: Words | undefined, labels: Words, annotations: Words, settings = DEFAULT_MESH_SETTINGS): DataPlane {
  const workload = aWorkload('web', { podLabels: labels, podAnnotations: annotations });
  return dataPlaneOf(workload, namespace && aNamespace('shop', namespace), settings);
}

describe('by the labels of namespace and pod, the data plane is', () => {
  test.each<[Words, Words, Words, DataPlane]>([
    // namespace, pod labels, pod annotations
    [{}, {}, {}, 'none'],
    [{ [II]: 'enabled' }, {}, {}, 'sidecar'],
    [{ [II]: 'enabled' }, { [INJECT]: 'false' }, {}, 'none'],
    [{ [II]: 'enabled' }, { [INJECT]: 'perhaps' }, {}, 'sidecar'],
    [{ [II]: 'enabled' }, {}, { [INJECT]: 'false' }, 'none'],
    [{ [II]: 'enabled' }, { [INJECT]: 'true' }, { [INJECT]: 'false' }, 'sidecar'],
    [{ [II]: 'enabled' }, { [INJECT]: 'false' }, { [INJECT]: 'true' }, 'none'],
    [{ [II]: 'disabled' }, {}, {}, 'none'],
    [{ [II]: 'disabled' }, { [INJECT]: 'true' }, {}, 'none'],
    [{ [II]: 'disabled' }, { [REV]: '1-31' }, {}, 'none'],
    [{ [II]: 'disabled', [REV]: '1-31' }, {}, {}, 'none'],
    [{ [II]: 'enabled', [REV]: '1-31' }, {}, {}, 'sidecar'],
    [{ [REV]: '1-31' }, {}, {}, 'sidecar'],
    [{ [REV]: '1-31' }, { [INJECT]: 'false' }, {}, 'none'],
    [{ [REV]: '1-31' }, {}, { [INJECT]: 'false' }, 'none'],
    [{}, { [REV]: '1-31' }, {}, 'sidecar'],
    [{}, { [REV]: '1-31', [INJECT]: 'false' }, {}, 'none'],
    [{}, { [INJECT]: 'true' }, {}, 'sidecar'],
    [{}, { [INJECT]: 'perhaps' }, {}, 'none'],
    [{}, {}, { [INJECT]: 'true' }, 'none'],
    [{}, {}, { [STATUS]: '{}' }, 'sidecar'],
    [{ [MODE]: 'ambient' }, {}, {}, 'ambient'],
    [{ [MODE]: 'ambient' }, { [MODE]: 'none' }, {}, 'none'],
    [{ [MODE]: 'none' }, { [MODE]: 'ambient' }, {}, 'ambient'],
    [{}, { [MODE]: 'ambient' }, {}, 'ambient'],
    [{ [MODE]: 'ambient' }, { [INJECT]: 'true' }, {}, 'sidecar'],
    [{ [MODE]: 'ambient', [II]: 'enabled' }, {}, {}, 'sidecar'],
    [{ [MODE]: 'ambient', [II]: 'enabled' }, { [INJECT]: 'false' }, {}, 'ambient'],
    [{ [MODE]: 'ambient', [II]: 'disabled' }, {}, {}, 'ambient'],
    [{ [MODE]: 'ambient' }, {}, { [STATUS]: '{}' }, 'sidecar'],
  ])('of namespace %j, labels %j, annotations %j: %4$s', (namespace, labels, annotations, expected) => {
    expect(planeOf(namespace, labels, annotations)).toBe(expected);
  });
});

describe('where the Namespace is not among the manifests, the data plane is', () => {
  test.each<[Words, Words, DataPlane]>([
    [{}, {}, 'unknown'],
    [{ [INJECT]: 'true' }, {}, 'unknown'],
    [{ [REV]: '1-31' }, {}, 'unknown'],
    [{ [MODE]: 'none' }, {}, 'unknown'],
    // Without a sidecar, the namespace may still be an ambient one.
    [{ [INJECT]: 'false' }, {}, 'unknown'],
    [{}, { [INJECT]: 'false' }, 'unknown'],
    [{ [INJECT]: 'false', [MODE]: 'none' }, {}, 'none'],
    [{ [INJECT]: 'false', [MODE]: 'ambient' }, {}, 'ambient'],
    [{ [MODE]: 'ambient' }, {}, 'ambient'],
    [{}, { [STATUS]: '{}' }, 'sidecar'],
  ])('of labels %j, annotations %j: %s', (labels, annotations, expected) => {
    expect(planeOf(undefined, labels, annotations)).toBe(expected);
  });
});

describe('with enableNamespacesByDefault, the data plane is', () => {
  test.each<[Words, Words, DataPlane]>([
    [{}, {}, 'sidecar'],
    [{}, { [INJECT]: 'false' }, 'none'],
    [{}, { [INJECT]: 'perhaps' }, 'none'],
    [{ [II]: 'disabled' }, {}, 'none'],
  ])('of namespace %j, labels %j: %s', (namespace, labels, expected) => {
    expect(planeOf(namespace, labels, {}, { ...DEFAULT_MESH_SETTINGS, defaultInjection: true })).toBe(expected);
  });
});

describe('on the host\'s network nothing is captured', () => {
  const labels = { [II]: 'enabled', [MODE]: 'ambient' };

  test('by labels', () => {
    expect(dataPlaneOf(aWorkload('web', { hostNetwork: true }), aNamespace('shop', labels), DEFAULT_MESH_SETTINGS)).toBe('none');
  });

  test('but a proxy that the pod brings is there', () => {
    expect(dataPlaneOf(aWorkload('web', { hostNetwork: true, hasProxyContainer: true }), aNamespace('shop', labels), DEFAULT_MESH_SETTINGS)).toBe('sidecar');
  });
});

describe('where Kubernetes itself lives nothing is injected', () => {
  test.each<[string, Words, Words, DataPlane]>([
    ['kube-system', { [II]: 'enabled' }, {}, 'none'],
    ['kube-public', { [II]: 'enabled' }, {}, 'none'],
    ['kube-node-lease', { [REV]: '1-31' }, {}, 'none'],
    ['local-path-storage', {}, { [INJECT]: 'true' }, 'none'],
    // Istio's CNI passes over kube-system alone.
    ['kube-system', { [MODE]: 'ambient' }, { [MODE]: 'ambient' }, 'none'],
    ['kube-public', { [MODE]: 'ambient' }, {}, 'ambient'],
  ])('%s with labels %j, pod labels %j: %s', (name, namespace, podLabels, expected) => {
    expect(dataPlaneOf(aWorkload('web', { namespace: name, podLabels }), aNamespace(name, namespace), DEFAULT_MESH_SETTINGS)).toBe(expected);
  });

  test('whatever enableNamespacesByDefault says', () => {
    expect(dataPlaneOf(aWorkload('web', { namespace: 'kube-system' }), aNamespace('kube-system'), { ...DEFAULT_MESH_SETTINGS, defaultInjection: true })).toBe('none');
  });

  test('where Istio itself lives, as anywhere else', () => {
    expect(dataPlaneOf(aWorkload('web', { namespace: 'istio-system' }), aNamespace('istio-system', { [II]: 'enabled' }), DEFAULT_MESH_SETTINGS)).toBe('sidecar');
  });
});

describe('a pod is no sidecar\'s', () => {
  const TEMPLATES = 'inject.istio.io/templates';

  test.each<[string, Words, Words, Words, DataPlane]>([
    // namespace, pod labels, pod annotations
    ['that is injected as a gateway', { [II]: 'enabled' }, {}, { [TEMPLATES]: 'gateway' }, 'gateway'],
    ['that is injected as a gateway among others', { [II]: 'enabled' }, {}, { [TEMPLATES]: 'own, gateway' }, 'gateway'],
    ['that would be a gateway, but is not injected', {}, {}, { [TEMPLATES]: 'gateway' }, 'none'],
    ['that the Gateway API\'s controller runs', {}, { 'gateway.istio.io/managed': 'istio.io-gateway-controller' }, {}, 'gateway'],
    ['that is a waypoint', { [MODE]: 'ambient' }, { 'gateway.istio.io/managed': 'istio.io-mesh-controller', [MODE]: 'none' }, {}, 'gateway'],
    ['of proxyless gRPC, of which nobody knows', { [II]: 'enabled' }, {}, { [TEMPLATES]: 'grpc-agent' }, 'unknown'],
  ])('%s', (_, namespace, labels, annotations, expected) => {
    expect(planeOf(namespace, labels, annotations)).toBe(expected);
  });

  test('that shows a gateway\'s proxy', () => {
    expect(dataPlaneOf(aWorkload('web', { isGateway: true }), undefined, DEFAULT_MESH_SETTINGS)).toBe('gateway');
  });
});

describe('whether the webhook gives a proxy is', () => {
  test.each<[string, Words | undefined, Words, boolean | undefined]>([
    ['known without the Namespace, where the pod refuses', undefined, { [INJECT]: 'false' }, false],
    ['not known without the Namespace, though the pod asks for it: the Namespace may refuse', undefined, { [INJECT]: 'true' }, undefined],
    ['known with it', {}, { [INJECT]: 'true' }, true],
  ])('%s', (_, namespace, podLabels, expected) => {
    expect(isInjected(aWorkload('web', { podLabels }), namespace && aNamespace('shop', namespace), DEFAULT_MESH_SETTINGS)).toBe(expected);
  });
});

describe('Pods that run show what they have', () => {
  const ofRunning = (labels: Words, annotations: Words = {}): DataPlane => (
    dataPlaneOf(aWorkload('web', { isRunning: true, podAnnotations: annotations }), aNamespace('shop', labels), DEFAULT_MESH_SETTINGS));

  test('no proxy, though the Namespace has been labelled since', () => {
    expect(ofRunning({ [II]: 'enabled' })).toBe('none');
  });

  test('ambient mode, where its agent says so', () => {
    expect(ofRunning({}, { 'ambient.istio.io/redirection': 'enabled' })).toBe('ambient');
  });

  test('a proxy, where they have one', () => {
    expect(dataPlaneOf(aWorkload('web', { isRunning: true, hasProxyContainer: true }), aNamespace('shop', {}), DEFAULT_MESH_SETTINGS)).toBe('sidecar');
  });
});
