import { workloadTitle } from '../../src/model/workload-facts';

test('a workload is called by its kind, namespace and name', () => {
  expect(workloadTitle({ kind: 'Deployment', namespace: 'shop', name: 'web' })).toBe('Deployment shop/web');
});

test('a workload without a namespace is called by its kind and name', () => {
  expect(workloadTitle({ kind: 'Deployment', namespace: '', name: 'web' })).toBe('Deployment web');
});
