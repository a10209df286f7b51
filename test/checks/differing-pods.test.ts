import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods } from '../support/server-objects';

const ID = 'MTLS118';
const API = [injected('shop'), pods('api', { labels: { version: 'v1' } })];

function aPod(name: string, { labels = {}, proxy = true }: { labels?: object; proxy?: boolean } = {}): KubernetesObject {
  const sidecar = proxy ? [{ name: 'istio-proxy', args: ['proxy', 'sidecar'] }] : [];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app: 'api', version: 'v1', ...labels }, ownerReferences: [{ kind: 'Deployment', name: 'api', controller: true }] },
    ...{ spec: { containers: [{ name: 'main' }, ...sidecar] }, status: { phase: 'Running' } },
  };
}

describe('pods that run otherwise than their workload says', () => {
  test('are a warning where some have a proxy and some have not', () => {
    const [finding, ...others] = findingsIn(toYaml([...API, aPod('a'), aPod('b'), aPod('c', { proxy: false })]), ID);
    expect(finding).toMatchObject({ severity: 'warning', resource: 'Deployment shop/api', message: expect.stringContaining('1 pod (c) of Deployment shop/api') });
    expect(others).toEqual([]);
  });

  test('are a warning in a label that a policy selects by', () => {
    const policy = peerAuthentication('api', { mode: 'STRICT', selector: { matchLabels: { version: 'v1' } } });
    expect(found(ID, [...API, policy, aPod('a'), aPod('b', { labels: { version: 'v2' } })])).toEqual(['warning Deployment shop/api spec.template.metadata.labels["version"]']);
  });

  test('are none in a label by which nothing selects', () => {
    expect(found(ID, [...API, aPod('a'), aPod('b', { labels: { version: 'v2', team: 'x' } })])).toEqual([]);
  });

  test('are none where all are alike', () => {
    expect(found(ID, [...API, aPod('a'), aPod('b')])).toEqual([]);
  });
});
