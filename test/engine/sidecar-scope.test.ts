import { SidecarScopes } from '../../src/engine/sidecar-scope';
import type { ResolverSettings } from '../../src/model/mesh-settings';
import type { SidecarEgress } from '../../src/model/sidecar-facts';
import { aHost } from '../support/a-host';
import { RESOLVER_SETTINGS } from '../support/a-mesh';
import { aSidecar } from '../support/a-sidecar';
import { aWorkload } from '../support/a-workload';

const cli = aWorkload('cli');
const orders = aHost('orders');
const ledger = aHost('ledger', { namespace: 'bank' });

describe('the Sidecar that a workload\'s proxy follows is', () => {
  const ofShop = aSidecar();
  const ofCli = aSidecar({ name: 'cli', workloadSelector: { app: 'cli' } });
  const ofMesh = aSidecar({ namespace: 'istio-system', name: 'mesh' });

  test.each([
    ['none, where there is none', [], undefined],
    ['that of its namespace', [ofMesh, ofShop], ofShop],
    ['that which selects it, however old the namespace\'s is', [{ ...ofShop, created: '2020-01-01T00:00:00Z' }, ofCli], ofCli],
    ['not one that selects others', [aSidecar({ workloadSelector: { app: 'web' } })], undefined],
    ['not another namespace\'s', [aSidecar({ namespace: 'bank' })], undefined],
    ['the mesh\'s, where its namespace has none for it', [ofMesh, aSidecar({ workloadSelector: { app: 'web' } })], ofMesh],
    ['not one of the root namespace that selects', [{ ...ofMesh, workloadSelector: { app: 'cli' } }], undefined],
    ['the first by name of several', [aSidecar({ name: 'b' }), ofShop, aSidecar({ name: 'a' })], aSidecar({ name: 'a' })],
    ['the oldest of several', [{ ...ofShop, created: '2024-01-01T00:00:00Z' }, aSidecar({ name: 'z', created: '2023-01-01T00:00:00Z' })], aSidecar({ name: 'z', created: '2023-01-01T00:00:00Z' })],
  ])('%s', (_, sidecars, expected) => {
    expect(new SidecarScopes(sidecars, RESOLVER_SETTINGS).of(cli)).toEqual(expected);
  });
});

describe('without a Sidecar a proxy of namespace shop knows', () => {
  const knows = (exportTo: readonly string[], namespace: string, settings: Partial<ResolverSettings> = {}) => (
    new SidecarScopes([], { ...RESOLVER_SETTINGS, ...settings }).knows(undefined, 'shop', aHost('orders', { namespace }, { exportTo }), 80));

  test.each<[string, readonly string[], string, boolean]>([
    ['every Service of the mesh', [], 'bank', true],
    ['what is exported to all', ['*'], 'bank', true],
    ['what is exported to it', ['audit', 'shop'], 'bank', true],
    ['nothing that is exported to others', ['audit'], 'bank', false],
    ['nothing that another namespace keeps to itself', ['.'], 'bank', false],
    ['what its own namespace keeps to itself', ['.'], 'shop', true],
    ['nothing that its own namespace exports to others only', ['bank'], 'shop', false],
    ['nothing that is exported nowhere', ['~'], 'shop', false],
  ])('%s', (_, exportTo, namespace, expected) => {
    expect(knows(exportTo, namespace)).toBe(expected);
  });

  test('nothing of another namespace that says nothing, where mesh config keeps Services private', () => {
    const settings = { defaultServiceExportTo: ['.'] };
    expect([knows([], 'bank', settings), knows([], 'shop', settings), knows(['*'], 'bank', settings)]).toEqual([false, true, true]);
  });
});

describe('a proxy of namespace shop with egress', () => {
  const knows = (egress: readonly SidecarEgress[], host = orders, port = 80) => new SidecarScopes([], RESOLVER_SETTINGS).knows(aSidecar({ egress }), 'shop', host, port);
  const to = (...hosts: string[]): SidecarEgress[] => [{ hosts }];

  test.each<[string, SidecarEgress[], boolean, boolean]>([
    // egress; knows orders of its own namespace; knows ledger of namespace bank
    ['*/*', to('*/*'), true, true],
    ['./*', to('./*'), true, false],
    ['shop/*', to('shop/*'), true, false],
    ['bank/*', to('bank/*'), false, true],
    ['~/*', to('~/*'), false, false],
    ['an exact host', to('*/ledger.bank.svc.cluster.local'), false, true],
    ['an exact host of the wrong namespace', to('shop/ledger.bank.svc.cluster.local'), false, false],
    ['a wildcard', to('*/*.bank.svc.cluster.local'), false, true],
    ['a short name, which is no host', to('*/orders', './orders'), false, false],
    ['no namespace, which is no egress', to('orders.shop.svc.cluster.local'), false, false],
    ['several listeners', [...to('./*'), ...to('bank/*')], true, true],
    ['an exclusion beside everything', to('*/*', '~bank/*'), true, false],
    ['an exclusion of its own namespace', to('*/*', '~./*'), false, true],
    ['an exclusion of one host', to('*/*', '~*/ledger.bank.svc.cluster.local'), true, false],
    ['an exclusion that another listener does not have', [...to('*/*', '~bank/*'), ...to('bank/*')], true, true],
  ])('%s', (_, egress, own, other) => {
    expect([knows(egress), knows(egress, ledger)]).toEqual([own, other]);
  });

  test('for one port knows no other', () => {
    const egress = [{ hosts: ['*/*'], port: 80 }];
    expect([knows(egress, orders, 80), knows(egress, orders, 8080)]).toEqual([true, false]);
  });

  test('that is empty knows all', () => {
    expect(knows([])).toBe(true);
  });

  test('knows no host that is not exported to it, whatever it lists', () => {
    expect(knows(to('*/*'), aHost('ledger', { namespace: 'bank' }, { exportTo: ['.'] }))).toBe(false);
  });

  test('knows a wildcard host by a wildcard that covers it', () => {
    const host = aHost('any', {}, { host: '*.example.com' });
    expect(['*/*.example.com', '*/*.com', '*/*.api.example.com', '*/www.example.com'].map((hosts) => knows(to(hosts), host))).toEqual([true, true, false, false]);
  });
});
