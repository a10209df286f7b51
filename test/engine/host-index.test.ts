import * as fc from 'fast-check';
import { HostIndex } from '../../src/engine/host-index';
import { matchesHost } from '../../src/engine/host-names';

function anIndex(hosts: readonly string[]): HostIndex<string> {
  const index = new HostIndex<string>();
  for (const host of hosts) index.set(host, host);
  return index;
}

const ORDERS = 'orders.shop.svc.cluster.local';
const OF_SHOP = '*.shop.svc.cluster.local';
const LOCAL = '*.local';

describe('of several hosts that match, the one that counts is', () => {
  test.each([
    ['the host itself', [LOCAL, ORDERS, OF_SHOP], ORDERS],
    ['the longest wildcard', ['*', LOCAL, OF_SHOP], OF_SHOP],
    ['a wildcard in the middle of a name', ['*ders.shop.svc.cluster.local', OF_SHOP], '*ders.shop.svc.cluster.local'],
    ['the wildcard for everything, where there is no other', ['*', '*.bank.svc.cluster.local'], '*'],
    ['none', ['*.bank.svc.cluster.local', 'orders', 'orders.shop', 'orders.shop.svc'], undefined],
  ])('%s', (_, hosts, expected) => {
    expect(anIndex(hosts).find(ORDERS)).toBe(expected);
  });
});

test('wildcards come longest first, without the host itself', () => {
  expect([...anIndex(['*', ORDERS, LOCAL, OF_SHOP, '*.bank.svc.cluster.local']).matches(ORDERS)]).toEqual([OF_SHOP, LOCAL, '*']);
});

describe('a host that is a wildcard itself', () => {
  test('is found by its own spelling, and by wider ones', () => {
    expect(anIndex(['*', OF_SHOP]).find(OF_SHOP)).toBe(OF_SHOP);
    expect(anIndex(['*', LOCAL]).find(OF_SHOP)).toBe(LOCAL);
  });

  test('is not found by a host that it would match', () => {
    expect(anIndex([ORDERS]).find(OF_SHOP)).toBeUndefined();
  });
});

test('get knows only the very spelling', () => {
  expect([ORDERS, OF_SHOP, '*'].map((host) => anIndex([ORDERS, '*']).get(host))).toEqual([ORDERS, undefined, '*']);
});

test('whatever the hosts are, it finds the longest of those that match', () => {
  const aHostName = fc.stringMatching(/^\*?[ab.]{0,5}$/);
  fc.assert(fc.property(fc.uniqueArray(aHostName, { maxLength: 8 }), fc.stringMatching(/^[ab.]{0,6}$/), (hosts, host) => {
    const matching = hosts.filter((pattern) => matchesHost(pattern, host)).sort((a, b) => b.length - a.length);
    const expected = hosts.includes(host) ? host : matching[0];
    expect(anIndex(hosts).find(host)).toBe(expected);
  }));
});
