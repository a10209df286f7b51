import { DataPlane, dataPlaneOf } from '../../src/engine/data-plane';
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

describe('nothing is captured', () => {
  const labels = { [II]: 'enabled', [MODE]: 'ambient' };

  test('on the host\'s network', () => {
    expect(dataPlaneOf(aWorkload('web', { hostNetwork: true }), aNamespace('shop', labels), DEFAULT_MESH_SETTINGS)).toBe('none');
  });

  test.each(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'])('in %s', (name) => {
    expect(dataPlaneOf(aWorkload('web', { namespace: name }), aNamespace(name, labels), DEFAULT_MESH_SETTINGS)).toBe('none');
  });
});
