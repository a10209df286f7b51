import { sortedSnapshot } from '../../src/engine/sorted-snapshot';
import { aServiceEntry } from '../support/a-host';
import { aSnapshot } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aRule } from '../support/a-rule';
import { aService, aWorkload } from '../support/a-workload';

const titles = (items: readonly { readonly namespace?: string; readonly name: string; readonly kind?: string }[]) => (
  items.map(({ namespace = '-', name, kind = '-' }) => `${kind} ${namespace}/${name}`));

describe('a snapshot is in the order', () => {
  test('of namespaces, then names, then kinds', () => {
    const workloads = [aWorkload('web'), aWorkload('api'), aWorkload('api', { kind: 'CronJob' }), aWorkload('web', { namespace: 'bank' })];
    expect(titles(sortedSnapshot(aSnapshot({ workloads })).workloads)).toEqual(['Deployment bank/web', 'CronJob shop/api', 'Deployment shop/api', 'Deployment shop/web']);
  });

  test.each([
    ['services', [aService('b'), aService('a')]],
    ['serviceEntries', [aServiceEntry('b', { name: 'b' }), aServiceEntry('a', { name: 'a' })]],
    ['destinationRules', [aRule('b', { name: 'b' }), aRule('a', { name: 'a' })]],
    ['namespaces', [aNamespace('b'), aNamespace('a')]],
  ] as const)('of names: its %s', (kind, [b, a]) => {
    expect(sortedSnapshot(aSnapshot({ [kind]: [b, a] }))[kind]).toEqual([a, b]);
  });

  test('of what declares the calls, and of their fields', () => {
    const call = (declaredBy: string, field: string) => ({ caller: { kind: 'api-server' }, service: { namespace: 'shop', name: 'web' }, declaredBy, field, source: 'calls.yaml' } as const);
    const calls = [call('b', 'x'), call('a', 'y'), call('a', 'x')];
    expect(sortedSnapshot(aSnapshot({ calls })).calls).toEqual([call('a', 'x'), call('a', 'y'), call('b', 'x')]);
  });
});

test('the snapshot that was given is left as it is', () => {
  const snapshot = aSnapshot({ workloads: [aWorkload('web'), aWorkload('api')] });
  sortedSnapshot(snapshot);
  expect(titles(snapshot.workloads)).toEqual(['Deployment shop/web', 'Deployment shop/api']);
});
