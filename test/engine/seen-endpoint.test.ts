import type { DataPlane } from '../../src/engine/data-plane';
import { planeOfEntry, speaksMtls, takesTunnel } from '../../src/engine/seen-endpoint';
import type { Labels } from '../../src/model/labels';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aWorkloadEntry } from '../support/a-host';
import { aWorkload } from '../support/a-workload';

const TLS_MODE = 'security.istio.io/tlsMode';
const TUNNEL = 'networking.istio.io/tunnel';

const aPod = (labels: Labels = {}, what: Partial<WorkloadFacts> = {}) => aWorkload('web', { podLabels: labels, ...what });
const seen = (workload: WorkloadFacts) => ({ workload, labels: workload.podLabels, port: 8080 });

describe('clients take a server to speak mutual TLS', () => {
  test.each<[string, WorkloadFacts, DataPlane]>([
    ['that is injected', aPod(), 'sidecar'],
    ['that has the label, without any proxy', aPod({ [TLS_MODE]: 'istio' }), 'none'],
    ['that has the label in ambient mode', aPod({ [TLS_MODE]: 'istio' }), 'ambient'],
    ['that brings a proxy and the label', aPod({ [TLS_MODE]: 'istio' }, { hasProxyContainer: true }), 'sidecar'],
    ['that is a machine with a service account', aWorkloadEntry('vm', { serviceAccount: 'vm' }), 'sidecar'],
    ['that is a machine with the label', aWorkloadEntry('vm', { podLabels: { [TLS_MODE]: 'istio' } }), 'sidecar'],
  ])('%s', (_, workload, plane) => {
    expect(speaksMtls(seen(workload), plane)).toBe(true);
  });
});

describe('clients take a server not to speak mutual TLS', () => {
  test.each<[string, WorkloadFacts, DataPlane]>([
    ['that has no proxy', aPod(), 'none'],
    ['of ambient mode, which speaks HBONE', aPod(), 'ambient'],
    ['that is a gateway', aPod(), 'gateway'],
    ['that is injected, but labelled otherwise', aPod({ [TLS_MODE]: 'disabled' }), 'sidecar'],
    ['that brings a proxy, but no label', aPod({}, { hasProxyContainer: true }), 'sidecar'],
    ['that is a machine without a service account', aWorkloadEntry('vm'), 'none'],
    ['that is a machine with an account, but labelled otherwise', aWorkloadEntry('vm', { serviceAccount: 'vm', podLabels: { [TLS_MODE]: 'disabled' } }), 'none'],
  ])('%s', (_, workload, plane) => {
    expect(speaksMtls(seen(workload), plane)).toBe(false);
  });
});

test.each<[string, Labels, string | undefined, boolean]>([
  ['with a service account', {}, 'db', true],
  ['with an empty one', {}, '', false],
  ['with neither', {}, undefined, false],
  ['with the label', { [TLS_MODE]: 'istio' }, undefined, true],
  ['labelled otherwise', { [TLS_MODE]: 'disabled' }, 'db', false],
])('an address outside the manifests, %s', (_, labels, serviceAccount, expected) => {
  expect(speaksMtls({ labels, serviceAccount, port: 80 }, null)).toBe(expected);
});

describe('the tunnel leads', () => {
  test.each<[string, WorkloadFacts, DataPlane, boolean, boolean]>([
    ['to every server of ambient mode', aPod({ [TUNNEL]: 'none' }), 'ambient', true, true],
    ['to sidecars of an istiod with ambient mode', aPod(), 'sidecar', true, true],
    ['not to sidecars of another istiod', aPod(), 'sidecar', false, false],
    ['to sidecars with the label', aPod({ [TUNNEL]: 'http' }), 'sidecar', true, true],
    ['not to sidecars that are labelled otherwise', aPod({ [TUNNEL]: 'none' }), 'sidecar', true, false],
    ['to servers that bring a proxy, only by label', aPod({}, { hasProxyContainer: true }), 'sidecar', true, false],
    ['not to servers without a proxy', aPod(), 'none', true, false],
    ['to any server with the label', aPod({ [TUNNEL]: 'h2,http' }), 'none', true, true],
    ['not to gateways', aPod(), 'gateway', true, false],
    ['to machines only by label', aWorkloadEntry('vm', { serviceAccount: 'vm' }), 'sidecar', true, false],
  ])('%s', (_, workload, plane, ambient, expected) => {
    expect(takesTunnel(seen(workload), plane, ambient)).toBe(expected);
  });

  test('not to addresses outside the manifests', () => {
    expect(takesTunnel({ labels: {}, port: 80 }, null, true)).toBe(false);
  });
});

test('a machine is in the mesh as its entry makes clients believe', () => {
  expect(planeOfEntry(aWorkloadEntry('vm', { serviceAccount: 'vm' }))).toBe('sidecar');
  expect(planeOfEntry(aWorkloadEntry('vm'))).toBe('none');
});
