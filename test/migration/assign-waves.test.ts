import { assignWaves } from '../../src/migration/assign-waves';
import type { WaveFacts } from '../../src/migration/migration-facts';
import { aMesh } from '../support/a-mesh';
import { aWaveOf, aWaveOfNamespaces, theRest } from '../support/a-migration';
import { aWorkload } from '../support/a-workload';

const [web, api, ledger] = [aWorkload('web'), aWorkload('api'), aWorkload('ledger', { namespace: 'bank' })];

function assign(waves: WaveFacts[], workloads = [web, api, ledger]) {
  const assignment = assignWaves(aMesh({ workloads }), waves);
  return {
    waves: Object.fromEntries(workloads.map((workload) => [workload.name, assignment.waveOf(workload)?.name])),
    namespaces: Object.fromEntries(waves.map((wave) => [wave.name, assignment.namespacesOf(wave)])),
  };
}

test('a wave of workloads takes its own and no namespace', () => {
  expect(assign([aWaveOf([web])])).toEqual({ waves: { web: 'first', api: undefined, ledger: undefined }, namespaces: { first: [] } });
});

test('a wave of namespaces takes what no wave of workloads names there, whichever comes first', () => {
  const expected = { waves: { web: 'first', api: 'second', ledger: undefined }, namespaces: { first: [], second: ['shop'] } };
  expect(assign([aWaveOf([web]), aWaveOfNamespaces(['shop'])])).toEqual(expected);
  expect(assign([aWaveOfNamespaces(['shop']), aWaveOf([web])])).toEqual(expected);
});

test('a wave of namespaces keeps one without known workloads', () => {
  expect(assign([aWaveOfNamespaces(['shop', 'empty'])]).namespaces).toEqual({ second: ['empty', 'shop'] });
});

test('the rest takes all others, with their namespaces', () => {
  expect(assign([aWaveOf([web]), theRest()])).toEqual({ waves: { web: 'first', api: 'rest', ledger: 'rest' }, namespaces: { first: [], rest: ['bank', 'shop'] } });
});

test('the rest leaves a namespace alone of which every workload is in a wave', () => {
  expect(assign([aWaveOf([web, api]), theRest()]).namespaces).toEqual({ first: [], rest: ['bank'] });
});

test('the rest leaves the namespaces of other waves to them', () => {
  expect(assign([aWaveOfNamespaces(['bank']), theRest()])).toMatchObject({ waves: { ledger: 'second' }, namespaces: { second: ['bank'], rest: ['shop'] } });
});

test.each(['istio-system', 'kube-system', ''])('the rest leaves the namespace %j alone', (namespace) => {
  const outside = aWorkload('outside', { namespace });
  expect(assign([theRest()], [outside])).toEqual({ waves: { outside: undefined }, namespaces: { rest: [] } });
});
