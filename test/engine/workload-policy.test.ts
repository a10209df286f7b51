import { broadFirst, othersSelected, workloadPolicy } from '../../src/engine/workload-policy';
import { Findings } from '../../src/model/findings';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft } from '../../src/model/policy-draft';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aMesh } from '../support/a-mesh';
import { aBook, aWorkloadPolicy } from '../support/a-policy';
import { aWorkload } from '../support/a-workload';
import { reportsOf } from '../support/reports';

const web = aWorkload('web');

function policyFor(workload: WorkloadFacts, drafts: PolicyDraft[] = [], others: WorkloadFacts[] = []) {
  const findings = new Findings();
  const policy = workloadPolicy(aMesh({ workloads: [workload, ...others] }), aBook(...drafts), workload, 'app/migration', findings);
  return { policy, reports: reportsOf(findings) };
}

describe('workloadPolicy', () => {
  test('makes a policy that inherits, by the workload\'s selector', () => {
    expect(policyFor(web)).toEqual({
      reports: [],
      policy: {
        origin: 'generated',
        source: 'app/migration',
        scope: { kind: 'workload', namespace: 'shop', selector: { app: 'web' } },
        namespace: 'shop',
        name: 'web-deployment',
        mode: MtlsMode.UNSET,
        ports: new Map(),
      },
    });
  });

  test('takes the one that is there', () => {
    const there = aWorkloadPolicy('team', { app: 'web' }, MtlsMode.STRICT);
    expect(policyFor(web, [there])).toEqual({ policy: there, reports: [] });
  });

  test('takes the first by name of those that are there, as Istio does', () => {
    const [a, b] = [aWorkloadPolicy('a', {}, MtlsMode.STRICT), aWorkloadPolicy('b', { app: 'web' }, MtlsMode.STRICT)];
    expect(policyFor(web, [b, a]).policy).toBe(a);
  });

  test('refuses a workload that a policy of somebody else selects', () => {
    const { policy, reports } = policyFor(web, [aWorkloadPolicy('theirs', { app: 'web' }, MtlsMode.STRICT, { origin: 'foreign' })]);
    expect(policy).toBeUndefined();
    expect(reports).toEqual([expect.stringMatching(/^error app\/migration: Deployment shop\/web is selected by PeerAuthentication shop\/theirs .*does not own/)]);
  });

  test('refuses a workload without a label that outlives a release', () => {
    const { policy, reports } = policyFor(aWorkload('job', { kind: 'Job', ownerSelector: undefined, podLabels: { 'job-name': 'job' } }));
    expect(policy).toBeUndefined();
    expect(reports).toEqual([expect.stringMatching(/Job shop\/job cannot be selected: got no stable pod label/)]);
  });

  test('refuses a workload whose labels choose another one that has its policy already', () => {
    const canary = aWorkload('canary', { podLabels: { app: 'web', track: 'canary' } });
    const { policy, reports } = policyFor(web, [aWorkloadPolicy('canary', { track: 'canary' }, MtlsMode.STRICT)], [canary]);
    expect(policy).toBeUndefined();
    expect(reports).toEqual([expect.stringMatching(/Deployment shop\/web cannot have a policy of its own: got app=web, which Deployment shop\/canary has too/)]);
  });
});

describe('broadFirst', () => {
  test('orders by the number of labels that select, then by title, whatever the order before', () => {
    const narrow = aWorkload('a', { podLabels: { app: 'a', track: 'canary' } });
    const workloads = [narrow, aWorkload('c'), aWorkload('b')];
    expect(broadFirst(aMesh({ workloads }), workloads).map(({ name }) => name)).toEqual(['b', 'c', 'a']);
    expect(broadFirst(aMesh({ workloads }), [...workloads].reverse()).map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });
});

describe('othersSelected', () => {
  const canary = aWorkload('canary', { podLabels: { app: 'web', track: 'canary' } });
  const mesh = aMesh({ workloads: [web, canary, aWorkload('web', { namespace: 'bank' })] });

  test('are those that the policy selects beside the ones that are known', () => {
    expect(othersSelected(mesh, aWorkloadPolicy('web', { app: 'web' }, MtlsMode.STRICT), new Set([web]))).toEqual([canary]);
  });

  test('are none where all are known', () => {
    expect(othersSelected(mesh, aWorkloadPolicy('web', { app: 'web' }, MtlsMode.STRICT), new Set([web, canary]))).toEqual([]);
  });
});
