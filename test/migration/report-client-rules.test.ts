import { assignWaves } from '../../src/migration/assign-waves';
import { reportClientRules, servicesOfWave } from '../../src/migration/report-client-rules';
import { WaveStep } from '../../src/migration/wave-step';
import type { ClientTlsModeText, DestinationRuleFacts, TlsSetting, TrafficPolicyFacts } from '../../src/model/destination-rule-facts';
import { Findings } from '../../src/model/findings';
import type { MeshSettings } from '../../src/model/mesh-settings';
import { aMesh } from '../support/a-mesh';
import { aWaveOf } from '../support/a-migration';
import { aRule as aRuleFor, aTls } from '../support/a-rule';
import { aService, aWorkload } from '../support/a-workload';
import { reportsOf } from '../support/reports';

const [web, ledger] = [aWorkload('web'), aWorkload('ledger', { namespace: 'bank' })];
const services = [aService('web', { ports: [{ number: 80, target: 8080 }, { number: 81, target: 8081 }] }), aService('ledger', { namespace: 'bank' })];
const TOP = 'spec.trafficPolicy.tls';

const at = (mode: ClientTlsModeText, field = TOP, port?: number) => aTls(mode, { field, port });

/** A rule with each TLS setting at its field, and two subsets. */
function aRule(host: string, tls = [at('DISABLE')], namespace = 'shop'): DestinationRuleFacts {
  const subsets = [0, 1].map((i) => ({ field: `spec.subsets[${i}]`, name: `v${i}`, labels: {}, trafficPolicy: policyOf(`spec.subsets[${i}].trafficPolicy`, tls) }));
  return aRuleFor(host, { namespace, trafficPolicy: policyOf('spec.trafficPolicy', tls), subsets });
}

function policyOf(field: string, settings: readonly TlsSetting[]): TrafficPolicyFacts {
  const ofPorts = settings.filter((setting) => setting.field.startsWith(`${field}.portLevelSettings`));
  return {
    tls: settings.find((setting) => setting.field === `${field}.tls`),
    ports: ofPorts.map((tls) => ({ field: tls.field.slice(0, -'.tls'.length), port: tls.port ?? 0, tls })),
  };
}

function report(destinationRules: DestinationRuleFacts[], settings: MeshSettings = {}, step = WaveStep.CLIENTS): string[] {
  const findings = new Findings();
  const mesh = aMesh({ workloads: [web, ledger], services, destinationRules }, settings);
  const wave = aWaveOf([web], step);
  reportClientRules(mesh, 'app/migration', wave, assignWaves(mesh, [wave]), findings);
  return reportsOf(findings);
}

describe('a rule that keeps clients from mutual TLS is a warning', () => {
  test.each([
    ['web.shop.svc.cluster.local', 'shop'],
    ['web', 'shop'],
    ['*', 'shop'],
    ['*.local', 'istio-system'],
    ['*.shop.svc.cluster.local', 'bank'],
    ['*.svc.cluster.local', 'bank'],
    ['web.shop.svc.cluster.local', 'bank'],
  ])('for the host %s in namespace %s', (host, namespace) => {
    expect(report([aRule(host, [at('DISABLE')], namespace)])).toEqual([
      expect.stringMatching(/^warning app\/migration: wave "first" at clients: DestinationRule .*\/rule \(rules\.yaml\) makes clients of web\.shop\.svc\.cluster\.local send plaintext: got DISABLE at spec\.trafficPolicy\.tls/),
    ]);
  });

  test.each<[ClientTlsModeText, string, string]>([
    ['SIMPLE', TOP, 'TLS of their own: got SIMPLE at spec.trafficPolicy.tls'],
    ['MUTUAL', TOP, 'TLS of their own: got MUTUAL at spec.trafficPolicy.tls'],
    ['DISABLE', 'spec.trafficPolicy.portLevelSettings[0].tls', 'plaintext: got DISABLE at spec.trafficPolicy.portLevelSettings[0].tls'],
    ['DISABLE', 'spec.subsets[1].trafficPolicy.tls', 'plaintext: got DISABLE at spec.subsets[1].trafficPolicy.tls'],
  ])('with %s at %s', (mode, field, text) => {
    expect(report([aRule('web', [at(mode, field)])])).toEqual([expect.stringContaining(text)]);
  });

  test('for each place in it', () => {
    expect(report([aRule('web', [at('DISABLE'), at('ISTIO_MUTUAL', 'spec.subsets[0].trafficPolicy.tls'), at('SIMPLE', 'spec.subsets[1].trafficPolicy.tls')])])).toHaveLength(2);
  });

  test.each([
    [WaveStep.CLIENTS, /change it before strict$/, /set it at spec\.trafficPolicy\.tls before strict$/],
    [WaveStep.STRICT, /change it now, as STRICT ports refuse/, /set it at spec\.trafficPolicy\.tls now, as STRICT ports refuse/],
    [WaveStep.LOCK, /change it now, as STRICT ports refuse/, /set it at spec\.trafficPolicy\.tls now, as STRICT ports refuse/],
  ])('that says until when, at %s', (step, change, set) => {
    expect(report([aRule('web')], {}, step)).toEqual([expect.stringMatching(change)]);
    expect(report([aRule('web', [])], { enableAutoMtls: false }, step)).toEqual([expect.stringMatching(set)]);
  });

  test('for the domain that the mesh is set to', () => {
    expect(report([aRule('web.shop.svc.mesh.example')], { clusterDomain: 'mesh.example' })).toHaveLength(1);
  });
});

describe('nothing is said', () => {
  test.each([
    ['of a host that is not completed, as it has a dot', aRule('web.shop')],
    ['of a short host in another namespace', aRule('web', [at('DISABLE')], 'bank')],
    ['of a Service of no workload in the wave', aRule('ledger.bank.svc.cluster.local')],
    ['of another host that ends alike', aRule('b.shop.svc.cluster.local')],
    ['of a wildcard for another namespace', aRule('*.bank.svc.cluster.local')],
    ['of ISTIO_MUTUAL', aRule('web', [at('ISTIO_MUTUAL')])],
    ['of a rule without tls', aRule('web', [])],
    ['of a rule without a host', aRule('')],
  ])('%s', (_, rule) => {
    expect(report([rule])).toEqual([]);
  });
});

describe('with auto mTLS switched off, a rule that says nothing of TLS', () => {
  const off = { enableAutoMtls: false };

  test('is a warning, for the ports that it leaves to plaintext', () => {
    expect(report([aRule('web', [])], off)).toEqual([
      expect.stringMatching(/^warning app\/migration: .*DestinationRule shop\/rule \(rules\.yaml\) makes clients of web\.shop\.svc\.cluster\.local send plaintext to port 80, 81, as auto mTLS is off/),
    ]);
    expect(report([aRule('web', [at('ISTIO_MUTUAL', 'spec.trafficPolicy.portLevelSettings[0].tls', 80)])], off)).toEqual([expect.stringContaining('to port 81, as')]);
    expect(report([aRule('web', [at('ISTIO_MUTUAL', 'spec.subsets[0].trafficPolicy.tls')])], off)).toEqual([expect.stringContaining('to port 80, 81, as')]);
  });

  test.each([
    ['where it is set for all ports', [aRule('web', [at('ISTIO_MUTUAL')])]],
    ['where it is set for each port', [aRule('web', [at('ISTIO_MUTUAL', 'spec.trafficPolicy.portLevelSettings[0].tls', 80), at('ISTIO_MUTUAL', 'spec.trafficPolicy.portLevelSettings[1].tls', 81)])]],
    ['where another rule sets it', [aRule('web', []), aRule('*.local', [at('ISTIO_MUTUAL')])]],
    ['where there is no rule, as one is made', []],
  ])('is fine %s', (_, rules) => {
    expect(report(rules, off)).toEqual([]);
  });
});

test('the Services of a wave are those that lead to one of its workloads', () => {
  const mesh = aMesh({ workloads: [web, ledger], services: [...services, aService('headless', { selector: undefined }), aService('all', { selector: { app: 'web' } })] });
  const wave = aWaveOf([web]);
  expect(servicesOfWave(mesh, wave, assignWaves(mesh, [wave])).map(({ name }) => name)).toEqual(['web', 'all']);
});
