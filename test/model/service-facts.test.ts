import { serviceTitle } from '../../src/model/service-facts';

test('a Service is called by its namespace and name', () => {
  expect(serviceTitle({ namespace: 'shop', name: 'web' })).toBe('Service shop/web');
});

test('a Service without a namespace is called by its name', () => {
  expect(serviceTitle({ namespace: '', name: 'web' })).toBe('Service web');
});
