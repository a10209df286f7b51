import { aMesh } from '../support/a-mesh';
import { aService, aWorkload } from '../support/a-workload';

const web = aWorkload('web');
const api = aWorkload('api');
const ledger = aWorkload('ledger', { namespace: 'bank' });
const mesh = aMesh({ workloads: [web, ledger, api], services: [aService('web'), aService('ledger', { namespace: 'bank' })] });

describe('MeshModel', () => {
  test('finds the workloads that a selector chooses', () => {
    expect(mesh.workloadsSelected('shop', { app: 'web' })).toEqual([web]);
    expect(mesh.workloadsSelected('bank', { app: 'web' })).toEqual([]);
  });

  test('finds the workloads of a namespace', () => {
    expect(mesh.workloadsIn('shop')).toEqual([web, api]);
    expect(mesh.workloadsIn('elsewhere')).toEqual([]);
  });

  test('finds a Service by namespace and name', () => {
    expect(mesh.service('shop', 'web')?.source).toBe('web.yaml');
    expect(mesh.service('bank', 'web')).toBeUndefined();
  });

  test('knows the ports that Services lead to', () => {
    const bare = aWorkload('web', { ports: [] });
    expect(aMesh({ workloads: [bare], services: [aService('web')] }).portsOf(bare)).toEqual([{ number: 8080 }]);
  });

  test('knows the data plane by the workload\'s Namespace', () => {
    expect(mesh.dataPlaneOf(web)).toBe('sidecar');
    expect(mesh.dataPlaneOf(aWorkload('web', { namespace: 'elsewhere' }))).toBe('unknown');
  });

  test('knows the labels to select a workload by', () => {
    expect(mesh.selectorOf(web)).toEqual({ selector: { app: 'web' }, byPath: false });
  });
});
