import { tempFolder } from '../../support/temp-folder';
import { aDeploymentObject, aNamespaceObject, aPeerAuthenticationObject, aServiceObject, aYaml } from '../a-yaml';
import { runCli } from '../run-cli';

const RESOURCE = 'Deployment old/cron';
const SILENCE = 'mtls.cdk8s.io/silence';

function aMesh(annotations: object = {}): string {
  return aYaml(
    aNamespaceObject('shop'), aDeploymentObject('shop', 'web'), aServiceObject('shop', 'web'), aPeerAuthenticationObject('shop', 'STRICT'),
    aNamespaceObject('old', {}), aDeploymentObject('old', 'cron', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop:80', ...annotations } }),
  );
}

async function findingsOf(mesh: string, config?: object, ...args: string[]): Promise<string[]> {
  const cwd = tempFolder({ 'k8s/mesh.yaml': mesh, ...(config && { 'istio-mtls.yaml': JSON.stringify(config) }) });
  const { stdout, stderr } = await runCli(['check', 'k8s', '--format', 'json', ...args], { cwd });
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as { findings: { id: string; severity: string; resource: string; file: string }[] };
  return findings.map(({ id, severity, resource, file }) => `${severity} ${id} ${resource} ${file}`);
}

const ERROR = `error MTLS101 ${RESOURCE} k8s/mesh.yaml`;

describe('a silence', () => {
  test.each([
    ['is an annotation of the object', { [SILENCE]: 'MTLS101: goes in May' }, undefined],
    ['may stand among others, one a line', { [SILENCE]: 'MTLS101: goes in May\n' }, undefined],
    ['may be in the config file', {}, { silences: [{ id: 'MTLS101', resource: RESOURCE, reason: 'goes in May' }] }],
  ])('%s', async (_, annotations, config) => {
    expect(await findingsOf(aMesh())).toContain(ERROR);
    expect(await findingsOf(aMesh(annotations), config)).toEqual([]);
  });

  test('keeps a semicolon in its reason, and ends before the next id', async () => {
    expect(await findingsOf(aMesh({ [SILENCE]: 'MTLS101: goes in May; or in June; MTLS118: never restarted' }))).toEqual([`warning MTLS901 ${RESOURCE} k8s/mesh.yaml`]);
  });

  test('is heard with --assume too', async () => {
    expect(await findingsOf(aMesh({ [SILENCE]: 'MTLS101: goes in May' }), undefined, '--assume', 'STRICT')).toEqual([]);
  });

  test('is told of in the summary', async () => {
    const { code, stdout } = await runCli(['check', '-'], { stdin: aMesh({ [SILENCE]: 'MTLS101: goes in May' }) });
    expect([code, stdout]).toEqual([0, expect.stringContaining('0 errors, 0 warnings, 1 silenced in 2 workloads')]);
  });
});

describe('a silence that silences nothing', () => {
  test.each([
    ['of another check', { [SILENCE]: 'MTLS102: no' }, undefined, [ERROR, `warning MTLS901 ${RESOURCE} k8s/mesh.yaml`]],
    ['without a reason', { [SILENCE]: 'MTLS101' }, undefined, [ERROR, `warning MTLS901 ${RESOURCE} k8s/mesh.yaml`]],
    ['with an empty reason', { [SILENCE]: 'MTLS101: ' }, undefined, [ERROR, `warning MTLS901 ${RESOURCE} k8s/mesh.yaml`]],
    ['that says nothing', { [SILENCE]: '' }, undefined, [ERROR, `warning MTLS901 ${RESOURCE} k8s/mesh.yaml`]],
    ['for an object without such a finding', {}, { silences: [{ id: 'MTLS101', resource: 'Deployment shop/web', reason: 'x' }] }, [ERROR, 'warning MTLS901 Deployment shop/web istio-mtls.yaml']],
    ['for an object that is not there', {}, { silences: [{ id: 'MTLS101', resource: 'Deployment shop/gone', reason: 'x' }] }, [ERROR, 'info MTLS901 Deployment shop/gone istio-mtls.yaml']],
  ])('%s is a finding itself', async (_, annotations, config, expected) => {
    expect(await findingsOf(aMesh(annotations), config)).toEqual(expected);
  });

  test('is none of the business of --assume', async () => {
    expect(await findingsOf(aMesh({ [SILENCE]: 'MTLS102: no' }), undefined, '--assume', 'PERMISSIVE')).not.toContain(expect.stringContaining('MTLS901'));
  });
});

describe('the config file', () => {
  test('is the one that --config names', async () => {
    const cwd = tempFolder({ 'mesh.yaml': aMesh(), 'conf/mtls.yaml': `silences:\n- { id: MTLS101, resource: ${RESOURCE}, reason: goes in May }\n` });
    expect((await runCli(['check', 'mesh.yaml'], { cwd })).code).toBe(1);
    expect((await runCli(['check', 'mesh.yaml', '--config', 'conf/mtls.yaml'], { cwd })).code).toBe(0);
  });

  test('has the settings of the mesh, which options override', async () => {
    const cwd = tempFolder({ 'mesh.yaml': aMesh().replace('"namespace": "shop",\n    "name": "default"', '"namespace": "conf",\n    "name": "default"'), 'istio-mtls.yaml': 'settings:\n  rootNamespace: conf\n' });
    expect((await runCli(['check', 'mesh.yaml'], { cwd })).code).toBe(1);
    expect((await runCli(['check', 'mesh.yaml', '--root-namespace', 'istio-system'], { cwd })).code).toBe(0);
  });

  test('is refused with all of its mistakes, and what was meant', async () => {
    const config = { setings: {}, settings: { ambeint: true, ambient: 'yes' }, known: 'shop', silences: [{ id: 'MTLS1', resource: 'orders', why: 'x' }, 'MTLS101'] };
    const cwd = tempFolder({ 'mesh.yaml': aMesh(), 'istio-mtls.yaml': JSON.stringify(config) });
    const { code, stdout, stderr } = await runCli(['check', 'mesh.yaml'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n').map((line) => line.replace('error: istio-mtls.yaml: ', ''))).toEqual([
      'setings: there is no such key; did you mean settings?',
      'settings.ambeint: there is no such setting; did you mean ambient?',
      'settings.ambient: got "yes"; allowed: a boolean',
      'known: got "shop"; allowed: a list of namespaces',
      'silences[0].why: there is no such key; there are id, reason, resource',
      'silences[0].id: got "MTLS1"; allowed: the id of a check, such as MTLS201',
      'silences[0].resource: got "orders"; allowed: KIND NAMESPACE/NAME, such as DestinationRule shop/orders',
      'silences[0].reason: got nothing; allowed: why the finding is accepted',
      'silences[1].id: got nothing; allowed: the id of a check, such as MTLS201',
      'silences[1].resource: got nothing; allowed: KIND NAMESPACE/NAME, such as DestinationRule shop/orders',
      'silences[1].reason: got nothing; allowed: why the finding is accepted',
    ]);
  });

  test.each([
    ['is not there', {}, ['--config', 'gone.yaml'], /^error: gone.yaml: got "ENOENT/],
    ['is no YAML', { 'istio-mtls.yaml': 'a:\n  b: c: d\n' }, [], /^error: istio-mtls.yaml:2: got "/],
    ['is a list', { 'istio-mtls.yaml': '- a\n' }, [], /^error: istio-mtls.yaml: got \["a"\]; allowed: YAML with settings, known, silences/],
  ])('that %s is refused', async (_, files, args, message) => {
    const { code, stderr } = await runCli(['check', 'mesh.yaml', ...args], { cwd: tempFolder({ 'mesh.yaml': aMesh(), ...files }) });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
