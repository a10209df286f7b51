import { App, Chart } from 'cdk8s';
import { MeshWave, MtlsMigration, Wave, WaveStep, Workload } from '../../src';
import { aChart, policiesOf, refusalsOf, workload } from '../support/app-builders';

const { PERMISSIVE, CLIENTS, STRICT, LOCK } = WaveStep;

function threeWorkloads(): { chart: Chart; workloads: Workload[] } {
  const chart = aChart('shop', new App());
  return { chart, workloads: ['a', 'b', 'c'].map((name) => Workload.of(workload(chart, name))) };
}

describe('the order of waves', () => {
  test.each([
    [PERMISSIVE, PERMISSIVE], [CLIENTS, CLIENTS], [STRICT, STRICT], [STRICT, PERMISSIVE], [PERMISSIVE, undefined], [undefined, undefined],
  ])('lets a wave at the step of the one before it, or behind: %s, then %s', (before, then) => {
    const { chart, workloads: [a, b] } = threeWorkloads();
    const first = Wave.workloads('first', [a]);
    const steps: Record<string, WaveStep> = { ...(before !== undefined && { first: before }), ...(then !== undefined && { second: then }) };
    new MtlsMigration(chart, 'to-strict', { waves: [first, Wave.workloads('second', [b], { after: [first] })], steps });
    expect(refusalsOf(chart)).toEqual([]);
  });

  test.each([[undefined, PERMISSIVE], [PERMISSIVE, CLIENTS], [CLIENTS, STRICT], [undefined, STRICT]])('refuses a wave that has passed the one before it: %s, then %s', (before, then) => {
    const { chart, workloads: [a, b] } = threeWorkloads();
    const first = Wave.workloads('first', [a]);
    const steps: Record<string, WaveStep> = { second: then, ...(before !== undefined && { first: before }) };
    new MtlsMigration(chart, 'to-strict', { waves: [first, Wave.workloads('second', [b], { after: [first] })], steps });
    expect(refusalsOf(chart)).toEqual([
      `[policies/to-strict] wave "second" has passed wave "first", which it comes after: got ${then} after ${before ?? 'no step'}; allowed: no further than "first"; take "first" to ${then} first`,
    ]);
  });

  test('holds for the rest of the mesh too, which may lock when the others are strict', () => {
    const { chart, workloads: [a] } = threeWorkloads();
    const first = Wave.workloads('first', [a]);
    new MtlsMigration(chart, 'to-strict', { waves: [first], rest: MeshWave.named('rest', { after: [first] }), steps: { first: STRICT, rest: LOCK } });
    expect(refusalsOf(chart)).toEqual([]);
    expect(policiesOf(chart).map(({ spec }) => spec.mtls.mode)).toEqual(['STRICT', 'STRICT', 'STRICT']);
  });

  test('refuses a wave after one of another migration', () => {
    const { chart, workloads: [a, b] } = threeWorkloads();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('second', [b], { after: [Wave.workloads('elsewhere', [a])] })] });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] after of wave "second": got wave "elsewhere", which is not in this migration; allowed: second; add it to waves',
    ]);
  });
});

describe('what is in a wave', () => {
  test('is in no other: a workload', () => {
    const { chart, workloads: [a, b] } = threeWorkloads();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('one', [a, b]), Wave.labelled('two', { app: 'a' })] });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] Deployment shop/a is in several waves: got "one" and "two"; allowed: one wave; take it out of the others',
    ]);
  });

  test('is in no other: a namespace', () => {
    const { chart } = threeWorkloads();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('one', ['shop', 'web']), Wave.namespaces('two', ['shop'])] });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] namespace shop is in several waves: got "one" and "two"; allowed: one wave; take it out of the others',
    ]);
  });

  test('counts once, however often it is named', () => {
    const { chart, workloads: [a] } = threeWorkloads();
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('one', [a, a, Workload.labelled('shop', { app: 'a' })]), Wave.namespaces('two', ['web', 'web'])], steps: { one: STRICT, two: STRICT },
    });
    expect(policiesOf(chart).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(['shop/a-deployment', 'web/default']);
  });

  test('has a name that no other wave has', () => {
    const { chart, workloads: [a, b] } = threeWorkloads();
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [a]), Wave.workloads('canary', [b])], rest: MeshWave.named('canary') });
    expect(refusalsOf(chart)).toEqual(['[policies/to-strict] wave name: got "canary" 3 times; allowed: a name for each wave; rename one']);
  });

  test('is not of the root namespace', () => {
    const { chart } = threeWorkloads();
    const istiod = Workload.of(workload(chart, 'istiod', { namespace: 'istio-system' }));
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('one', [istiod]), Wave.namespaces('two', ['istio-system'])], steps: { one: STRICT, two: STRICT } });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] wave "one": Deployment istio-system/istiod is in the root namespace, where Istio ignores policies with a selector; allowed: workloads of other namespaces; take it out of the wave',
      '[policies/to-strict] wave "two": got namespace istio-system, the root namespace, where a policy is mesh-wide; allowed: other namespaces; take it out of the wave',
    ]);
  });

  test('shares no policy with another wave', () => {
    const { chart, workloads: [a] } = threeWorkloads();
    workload(chart, 'a-worker', { labels: { app: 'a', role: 'worker' } });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [a])], steps: { canary: STRICT } });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-strict] wave "canary": PeerAuthentication shop/a-deployment also selects Deployment shop/a-worker; allowed: workloads of one wave; put them into the wave, or give the pods a label of their own to select by',
    ]);
  });

  test('is read back by name', () => {
    expect([Wave.namespaces('shop', ['shop']).waveName, MeshWave.named('rest').waveName]).toEqual(['shop', 'rest']);
  });
});
