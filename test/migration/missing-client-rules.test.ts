import { assignWaves } from '../../src/migration/assign-waves';
import type { WaveFacts } from '../../src/migration/migration-facts';
import { missingClientRules } from '../../src/migration/missing-client-rules';
import { WaveStep } from '../../src/migration/wave-step';
import { Findings } from '../../src/model/findings';
import type { MeshFacts } from '../../src/model/mesh-facts';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft } from '../../src/model/policy-draft';
import { aMesh } from '../support/a-mesh';
import { aMigration, aWaveOf, theRest } from '../support/a-migration';
import { aBook, aWorkloadPolicy } from '../support/a-policy';
import { aRule } from '../support/a-rule';
import { aService, aWorkload } from '../support/a-workload';
import { reportsOf } from '../support/reports';

const [web, api] = [aWorkload('web'), aWorkload('api')];
const services = [aService('web'), aService('api')];
const at = (step?: WaveStep) => [aWaveOf([web], step)];

function missing(waves: WaveFacts[], facts: Partial<MeshFacts> = {}, drafts: PolicyDraft[] = [], enableAutoMtls = false) {
  const findings = new Findings();
  const mesh = aMesh({ workloads: [web, api], services, ...facts }, { enableAutoMtls });
  const names = missingClientRules(mesh, aBook(...drafts), aMigration(waves), assignWaves(mesh, waves), findings)
    .map(({ service, plaintextPorts }) => [service.name, ...plaintextPorts].join(' '));
  return { names, reports: reportsOf(findings) };
}

test.each([
  [undefined, []],
  [WaveStep.PERMISSIVE, []],
  [WaveStep.CLIENTS, ['web']],
  [WaveStep.STRICT, ['web']],
])('with auto mTLS off, a wave at %s wants rules for %j', (step, expected) => {
  expect(missing(at(step))).toEqual({ names: expected, reports: [] });
});

test('with auto mTLS on, no rule is missing', () => {
  expect(missing(at(WaveStep.STRICT), {}, [], true)).toEqual({ names: [], reports: [] });
});

test('each Service is named once, though workloads of several waves are behind it', () => {
  const both = aService('both', { selector: { tier: 'front' } });
  const workloads = [aWorkload('web', { podLabels: { app: 'web', tier: 'front' } }), aWorkload('api', { podLabels: { app: 'api', tier: 'front' } })];
  const waves = [aWaveOf([workloads[0]], WaveStep.CLIENTS), theRest(WaveStep.STRICT)];
  expect(missing(waves, { workloads, services: [both] }).names).toEqual(['both']);
});

test.each([
  ['web.shop.svc.cluster.local', []],
  ['web', []],
  ['*.local', []],
  ['web.shop', ['web']],
  ['api', ['web']],
])('a rule for the host %s leaves %j', (host, expected) => {
  expect(missing(at(WaveStep.CLIENTS), { destinationRules: [aRule(host)] }).names).toEqual(expected);
});

test.each([
  ['has none', { podLabels: { 'app': 'web', 'sidecar.istio.io/inject': 'false' } }],
  ['is in ambient mode', { podLabels: { 'app': 'web', 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'ambient' } }],
  ['is on the host\'s network', { hostNetwork: true }],
])('no rule is made, with a warning, where an endpoint needs a sidecar and %s', (_, what) => {
  expect(missing(at(WaveStep.CLIENTS), { workloads: [web, aWorkload('web-2', { podLabels: { app: 'web' }, ...what })] })).toEqual({
    names: [],
    reports: [expect.stringMatching(/^warning app\/migration: Service shop\/web gets no ISTIO_MUTUAL rule, .*got Deployment shop\/web-2 not known to have a sidecar/)],
  });
});

test('no rule is made, with a warning, where the Namespace is not among the manifests', () => {
  const workload = aWorkload('web', { namespace: 'elsewhere' });
  const { names, reports } = missing([aWaveOf([workload], WaveStep.CLIENTS)], { workloads: [workload], services: [aService('web', { namespace: 'elsewhere' })] });
  expect(names).toEqual([]);
  expect(reports).toEqual([expect.stringContaining('Service elsewhere/web gets no ISTIO_MUTUAL rule')]);
});

describe('a port whose servers accept plaintext only', () => {
  const { DISABLE, PERMISSIVE, STRICT } = MtlsMode;
  const service = aService('web', { ports: [{ number: 80, target: 8080 }, { number: 3306, target: 3306 }, { number: 25, target: 'smtp' }] });
  const other = aWorkload('other', { podLabels: { app: 'web', track: 'other' } });
  const disabled = (port: number) => ({ ports: new Map([[port, { mode: DISABLE }]]) });

  test('is sent plaintext', () => {
    const drafts = [aWorkloadPolicy('web', { app: 'web' }, STRICT, disabled(3306))];
    expect(missing(at(WaveStep.STRICT), { services: [service] }, drafts)).toEqual({ names: ['web 3306'], reports: [] });
  });

  test('is sent plaintext by the name of the port, too', () => {
    const drafts = [aWorkloadPolicy('web', { app: 'web' }, STRICT, disabled(2525))];
    const workloads = [aWorkload('web', { ports: [{ number: 2525, name: 'smtp' }] })];
    expect(missing([aWaveOf(workloads, WaveStep.STRICT)], { workloads, services: [service] }, drafts).names).toEqual(['web 25']);
  });

  test.each<[string, PolicyDraft[]]>([
    ['at its port', [aWorkloadPolicy('web', { app: 'web', track: 'main' }, STRICT), aWorkloadPolicy('other', { track: 'other' }, STRICT, disabled(8080))]],
    ['as a whole, as its wave has not started', [aWorkloadPolicy('other', { track: 'other' }, DISABLE)]],
  ])('gets no rule, with a warning, where it is so at one endpoint of two: %s', (_, drafts) => {
    const main = aWorkload('web', { podLabels: { app: 'web', track: 'main' } });
    const waves = [aWaveOf([main], WaveStep.CLIENTS), aWaveOf([other], undefined, { name: 'later' })];
    expect(missing(waves, { workloads: [main, other], services: [aService('web')] }, drafts)).toEqual({
      names: [],
      reports: [expect.stringMatching(/^warning app\/migration: Service shop\/web gets no ISTIO_MUTUAL rule, .*got port 80 that leads to Deployment shop\/other at DISABLE, and to Deployment shop\/web not; /)],
    });
  });

  test('of a later wave accepts the rule where it is PERMISSIVE', () => {
    const waves = [aWaveOf([web], WaveStep.CLIENTS), aWaveOf([other], undefined, { name: 'later' })];
    expect(missing(waves, { workloads: [web, other], services: [aService('web')] }, [aWorkloadPolicy('other', { track: 'other' }, PERMISSIVE)])).toEqual({ names: ['web'], reports: [] });
  });
});
