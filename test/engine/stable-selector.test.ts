import { LabelIndex } from '../../src/engine/selector-index';
import { stableSelector } from '../../src/engine/stable-selector';
import { CDK8S_ADDRESS_LABEL as ADDRESS } from '../../src/model/labels';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aWorkload } from '../support/a-workload';

function indexOf(...workloads: WorkloadFacts[]): LabelIndex<WorkloadFacts> {
  const index = new LabelIndex<WorkloadFacts>();
  for (const workload of workloads) index.add(workload.namespace, workload.podLabels, workload);
  return index;
}

test('an owner\'s own selector is taken as it stands, as nobody can change it', () => {
  const web = aWorkload('web', { ownerSelector: { 'app': 'web', 'app.kubernetes.io/version': '1' }, podLabels: { 'app': 'web', 'app.kubernetes.io/version': '1', 'tier': 'front' } });
  expect(stableSelector(web, indexOf(web))).toEqual({ selector: { 'app': 'web', 'app.kubernetes.io/version': '1' }, byPath: false });
});

test('without an owner\'s selector, it is the pod labels that a release does not change', () => {
  const job = aWorkload('job', { kind: 'Job', ownerSelector: undefined, podLabels: { 'app': 'job', 'job-name': 'job-1', 'helm.sh/chart': 'job-1.2' } });
  expect(stableSelector(job, indexOf(job))).toEqual({ selector: { app: 'job' }, byPath: false });
});

test('it is empty where no label outlives a release', () => {
  const job = aWorkload('job', { kind: 'Job', ownerSelector: undefined, podLabels: { 'job-name': 'job-1' } });
  expect(stableSelector(job, indexOf(job))).toEqual({ selector: {}, byPath: false });
});

test('a hash of the construct path gives way to the user\'s own labels', () => {
  const web = aWorkload('web', { ownerSelector: { [ADDRESS]: 'c8d1' }, podLabels: { [ADDRESS]: 'c8d1', app: 'web' } });
  expect(stableSelector(web, indexOf(web))).toEqual({ selector: { app: 'web' }, byPath: false });
});

test('a hash of the construct path stays where the user\'s labels choose other workloads too', () => {
  const web = aWorkload('web', { ownerSelector: { [ADDRESS]: 'c8d1' }, podLabels: { [ADDRESS]: 'c8d1', team: 'a' } });
  const api = aWorkload('api', { ownerSelector: { [ADDRESS]: 'c8d2' }, podLabels: { [ADDRESS]: 'c8d2', team: 'a' } });
  expect(stableSelector(web, indexOf(web, api))).toEqual({ selector: { [ADDRESS]: 'c8d1', team: 'a' }, byPath: false });
});

test('the same labels in another namespace do not matter', () => {
  const web = aWorkload('web', { ownerSelector: { [ADDRESS]: 'c8d1' }, podLabels: { [ADDRESS]: 'c8d1', team: 'a' } });
  const api = aWorkload('api', { namespace: 'bank', podLabels: { team: 'a' } });
  expect(stableSelector(web, indexOf(web, api))).toEqual({ selector: { team: 'a' }, byPath: false });
});

test('it says so where only the hash of the construct path is left', () => {
  const web = aWorkload('web', { ownerSelector: { [ADDRESS]: 'c8d1' }, podLabels: { [ADDRESS]: 'c8d1' } });
  expect(stableSelector(web, indexOf(web))).toEqual({ selector: { [ADDRESS]: 'c8d1' }, byPath: true });
});
