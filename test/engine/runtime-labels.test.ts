import type { DataPlane } from '../../src/engine/data-plane';
import { runtimeLabels } from '../../src/engine/runtime-labels';
import type { Labels } from '../../src/model/labels';
import { DEFAULT_MESH_SETTINGS, MeshSettings } from '../../src/model/mesh-settings';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aNamespace } from '../support/a-namespace';
import { aWorkload } from '../support/a-workload';

const TLS_MODE = 'security.istio.io/tlsMode';
const TUNNEL = 'networking.istio.io/tunnel';
const NAME = 'service.istio.io/canonical-name';
const REVISION = 'service.istio.io/canonical-revision';
const INJECTED = aNamespace('shop', { 'istio-injection': 'enabled' });

function labelsOf(
  plane: DataPlane, podLabels: Labels = {}, what: Partial<WorkloadFacts> = {}, settings: MeshSettings = {}, namespace = INJECTED,
): Labels {
  return runtimeLabels(aWorkload('web', { podLabels, ...what }), plane, namespace, { ...DEFAULT_MESH_SETTINGS, ...settings });
}

test('injection adds labels to those of the pod template', () => {
  expect(labelsOf('sidecar', { tier: 'front' })).toEqual({ tier: 'front', [TLS_MODE]: 'istio', [NAME]: 'web', [REVISION]: 'latest' });
});

describe('an injected pod has the label', () => {
  test.each<[string, string, Labels, string]>([
    ['as its template says, above what injection would add', TLS_MODE, { [TLS_MODE]: 'disabled' }, 'disabled'],
    ['of its app', NAME, { app: 'orders' }, 'orders'],
    ['of its recommended name, above its app', NAME, { 'app': 'orders', 'app.kubernetes.io/name': 'shop-orders' }, 'shop-orders'],
    ['of its version', REVISION, { version: 'v1' }, 'v1'],
    ['of its recommended version, above the other', REVISION, { 'version': 'v1', 'app.kubernetes.io/version': '1.2' }, '1.2'],
    ['as its template says, above its app', NAME, { app: 'orders', [NAME]: 'own' }, 'own'],
  ])('%s: %s', (_, label, podLabels, expected) => {
    expect(labelsOf('sidecar', podLabels)[label]).toBe(expected);
  });

  test('of the tunnel, only where istiod runs with ambient mode', () => {
    expect(labelsOf('sidecar', {}, {}, { ambient: true })[TUNNEL]).toBe('http');
    expect(labelsOf('sidecar', {}, {}, { ambient: true })).toHaveProperty([TLS_MODE]);
    expect(labelsOf('sidecar')).not.toHaveProperty([TUNNEL]);
  });
});

test('an injected gateway has a canonical name, and nothing that makes clients send mutual TLS', () => {
  expect(labelsOf('gateway', { app: 'ingress' }, {}, { ambient: true })).toEqual({ app: 'ingress', [NAME]: 'ingress', [REVISION]: 'latest' });
});

describe('the pod template\'s labels are all there are', () => {
  test.each<[string, DataPlane, Partial<WorkloadFacts>]>([
    ['of a workload without a proxy', 'none', {}],
    ['of an ambient one', 'ambient', {}],
    ['of proxyless gRPC', 'unknown', {}],
    ['of a workload that brings its proxy to a Namespace that does not inject', 'sidecar', { hasProxyContainer: true }],
    ['of a running Pod, which shows what was added', 'sidecar', { kind: 'Pod', isRunning: true, hasProxyContainer: true }],
  ])('%s', (_, plane, what) => {
    expect(labelsOf(plane, { app: 'web' }, what, {}, aNamespace('shop'))).toEqual({ app: 'web' });
  });
});

test('where a cluster\'s Pods show a proxy that the owner\'s template lacks, the labels were added, whatever the Namespace says today', () => {
  expect(labelsOf('sidecar', {}, { isRunning: true, hasProxyContainer: true }, {}, aNamespace('shop'))).toHaveProperty([TLS_MODE], 'istio');
});
