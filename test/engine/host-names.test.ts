import { fullHost, hostOf, matchesHost } from '../../src/engine/host-names';
import { DEFAULT_MESH_SETTINGS } from '../../src/model/mesh-settings';

describe('fullHost', () => {
  test.each([
    ['web', 'web.shop.svc.cluster.local'],
    ['web.shop', 'web.shop'],
    ['web.shop.svc', 'web.shop.svc'],
    ['*', '*'],
    ['*.local', '*.local'],
    ['example.com', 'example.com'],
    ['10.0.0.1', '10.0.0.1'],
  ])('of %s is %s', (host, expected) => {
    expect(fullHost(DEFAULT_MESH_SETTINGS, { host, namespace: 'shop' })).toBe(expected);
  });
});

describe('matchesHost', () => {
  test.each([
    ['a.shop', 'a.shop', true],
    ['*', 'a.shop', true],
    ['*.shop', 'a.shop', true],
    ['*shop', 'a.shop', true],
    ['*.shop', 'shop', false],
    ['shop', 'a.shop', false],
    ['a.*', 'a.shop', false],
    ['', 'a.shop', false],
  ])('%j for %j is %s', (pattern, host, expected) => {
    expect(matchesHost(pattern, host)).toBe(expected);
  });
});

test('hostOf is the name by which clients dial a Service', () => {
  expect(hostOf({ clusterDomain: 'mesh.example' }, { name: 'web', namespace: 'shop' })).toBe('web.shop.svc.mesh.example');
});
