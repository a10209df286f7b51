import { checkWaves } from '../../src/migration/check-waves';
import type { WaveFacts } from '../../src/migration/migration-facts';
import { WaveStep } from '../../src/migration/wave-step';
import { Findings } from '../../src/model/findings';
import { aMigration, aWaveOf, aWaveOfNamespaces, theRest } from '../support/a-migration';
import { aWorkload } from '../support/a-workload';
import { reportsOf } from '../support/reports';

const { PERMISSIVE, CLIENTS, STRICT, LOCK } = WaveStep;
const [web, api] = [aWorkload('web'), aWorkload('api')];

function check(...waves: WaveFacts[]): string[] {
  const findings = new Findings();
  checkWaves(aMigration(waves), findings);
  return reportsOf(findings);
}

describe('waves are refused', () => {
  test.each<[string, WaveFacts[], RegExp]>([
    ['with one name', [aWaveOf([web]), aWaveOf([api])], /wave name: got "first" 2 times; allowed: a name for each wave/],
    ['with one workload', [aWaveOf([web]), aWaveOf([web, api], undefined, { name: 'other' })], /Deployment shop\/web is in several waves: got "first" and "other"/],
    ['with one namespace', [aWaveOfNamespaces(['shop']), aWaveOfNamespaces(['bank', 'shop'], undefined, { name: 'other' })],
      /namespace shop is in several waves: got "second" and "other"/],
    ['where one has passed the one before it', [aWaveOf([web], CLIENTS), aWaveOf([api], STRICT, { name: 'other', after: ['first'] })],
      /wave "other" has passed wave "first", which it comes after: got strict after clients; .*take "first" to strict first/],
    ['where the one before has not started', [aWaveOf([web]), aWaveOf([api], PERMISSIVE, { name: 'other', after: ['first'] })],
      /got permissive after no step; allowed: no further than "first"/],
    ['where the lock is not the rest\'s', [aWaveOf([web], LOCK)], /step of wave "first": got lock; allowed: permissive, clients, strict; only the rest/],
    ['where the rest locks before every wave is strict', [aWaveOf([web], CLIENTS), aWaveOf([api], undefined, { name: 'other' }), theRest(LOCK)],
      /step of wave "rest": got lock; allowed: once every wave is strict; open: "first" at clients, "other" at no step/],
  ])('%s', (_, waves, message) => {
    expect(check(...waves)).toEqual([expect.stringMatching(message)]);
    expect(check(...waves)[0]).toMatch(/^error app\/migration: /);
  });
});

describe('waves are accepted', () => {
  test.each<[string, WaveFacts[]]>([
    ['that have not started', [aWaveOf([web]), aWaveOfNamespaces(['shop']), theRest()]],
    ['of a namespace beside one of its workloads', [aWaveOf([web], STRICT), aWaveOfNamespaces(['shop'], PERMISSIVE)]],
    ['that name a workload or namespace twice themselves', [aWaveOf([web, web]), aWaveOfNamespaces(['shop', 'shop'])]],
    ['as far as the one before', [aWaveOf([web], CLIENTS), aWaveOf([api], CLIENTS, { name: 'other', after: ['first'] })]],
    ['less far than the one before', [aWaveOf([web], STRICT), aWaveOf([api], PERMISSIVE, { name: 'other', after: ['first'] })]],
    ['after one that is not known, which others report', [aWaveOf([web], STRICT, { after: ['unknown'] })]],
    ['where the rest locks when all are strict', [aWaveOf([web], STRICT), theRest(LOCK)]],
    ['where the rest locks after waves at strict, which have no lock', [aWaveOf([web], STRICT), theRest(LOCK, { after: ['first'] })]],
  ])('%s', (_, waves) => {
    expect(check(...waves)).toEqual([]);
  });
});
