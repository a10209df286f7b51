import { LOAD_LIMITS } from '../../src/manifests/load-limits';
import { kindOf, nameOf } from '../../src/manifests/manifest';
import { aReading, problemsIn, problemsOf, readText } from '../support/read-manifests';

const aService = (name: string, more = '') => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${more}`;

describe('half an object is a problem', () => {
  test.each([
    ['apiVersion: v1\nmetadata: {name: web}', 'got apiVersion "v1" without kind'],
    ['apiVersion: apps/v1\nspec: {replicas: 1}', 'got apiVersion "apps/v1" without kind'],
    ['apiVersion: security.istio.io/v1beta1\nkind: null\nspec: {}', 'got apiVersion "security.istio.io/v1beta1" without kind'],
    ['kind: Service\nmetadata: {name: web}', 'got kind "Service" without apiVersion'],
    ['apiVersion: ""\nkind: Service\nmetadata: {name: web}', 'got kind "Service" without apiVersion'],
    ['apiVersion: v1\nkind: Service\nmetadata: {namespace: shop}', 'got Service without metadata.name'],
    ['apiVersion: v1\nkind: Service\nmetadata: {name: ""}', 'got Service without metadata.name'],
    ['apiVersion: v1\nkind: Service\nmetadata:\nspec: {}', 'got Service without metadata.name'],
    ['apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nspec: {}', 'got PeerAuthentication without metadata.name'],
    ['apiVersion: v1\nkind: Namespace\nmetadata: {name: 123}', 'got 123 as metadata.name of Namespace, which is no text'],
    ['apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: yes}', 'got true as metadata.namespace of Service, which is no text'],
  ])('%j', (text, message) => {
    expect(problemsOf(`# what follows is half\n${text}\n`)).toEqual([{
      file: 'a.yaml', line: 2, message: `${message}; allowed: objects with apiVersion, kind and metadata.name, all of them texts; add it, or leave the file out`,
    }]);
  });

  test('in a List too, with its own line', () => {
    expect(problemsOf(`apiVersion: v1\nkind: List\nitems:\n- ${aService('web').replaceAll('\n', '\n  ').trim()}\n- kind: Service\n  metadata:\n    name: api\n`)).toMatchObject([{ line: 8 }]);
  });
});

describe('what has no name and wants none is no problem', () => {
  test.each([
    ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {annotations: {a: b}}\nresources: [web.yaml]'],
    ['a kustomization without apiVersion', 'kind: Kustomization\nresources: [web.yaml]'],
    ['a chart', 'apiVersion: v2\nname: web\nversion: 1.0.0'],
    ['Skaffold', 'apiVersion: skaffold/v4beta11\nkind: Config\nmetadata: {annotations: {}}\nbuild: {}'],
    ['kind', 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: [{role: worker}]'],
    ['k3d', 'apiVersion: k3d.io/v1alpha5\nkind: Simple\nmetadata: {}\nservers: 1'],
    ['kubeadm', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking: {}'],
    ['kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []'],
    ['istioctl', 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {profile: minimal}'],
    ['a test of kuttl', 'apiVersion: kuttl.dev/v1beta1\nkind: TestAssert\nmetadata: {}\ntimeout: 1'],
    ['Grafana', 'apiVersion: 1\ndatasources: []'],
    ['Devfile', 'apiVersion: 1.0.0\nmetadata: {generateName: java-}'],
    ['Garden', 'kind: Deploy\ntype: kubernetes\nname: web\nspec: {files: []}'],
    ['Drone', 'kind: pipeline\ntype: docker\nname: default\nsteps: []'],
    ['a Job whose name is made up for each run', 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-}'],
    ['an empty List', 'apiVersion: v1\nkind: List\nmetadata: {resourceVersion: ""}\nitems:'],
    ['templates of other programs', 'AWSTemplateFormatVersion: 2010-09-09\nResources: {a: !Ref b, c: !Sub [d, {e: f}], g: !GetAtt {h: i}}'],
  ])('%s', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('an object that comes twice', () => {
  const twice = (first: string, second: string) => aReading({ 'a.yaml': first, 'b.yaml': second });

  test.each([
    ['as it is', aService('web'), aService('web')],
    ['with its keys in another order', aService('web', 'spec: {a: 1, b: 2}'), aService('web', 'spec: {b: 2, a: 1}')],
    ['in another version of its API', 'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: a}', 'apiVersion: security.istio.io/v1beta1\nkind: PeerAuthentication\nmetadata: {name: a}'],
    ['with what a cluster adds', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, uid: x, resourceVersion: "1", annotations: {deployment.kubernetes.io/revision: "1"}}\nstatus: {phase: Running}'],
  ])('%s, is read once', (_, first, second) => {
    expect([...twice(first, second)].map(({ source }) => source)).toEqual(['a.yaml']);
  });

  test('with other contents is a problem that names both places', () => {
    const problems = problemsIn(twice(aService('api'), `# again\n${aService('web')}---\n${aService('api', '  namespace: shop\n')}---\n${aService('api', 'spec: {}\n')}`));
    expect(problems).toEqual([{
      file: 'b.yaml',
      line: 13,
      message: 'got Service api again, with other contents than at a.yaml:1; allowed: one object of a name; '
        + 'remove one, or give only what is applied together, such as the output of kustomize build',
    }]);
  });

  test('is found within a file, and in JSON', () => {
    const service = (spec: object) => JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec });
    expect(problemsOf(`${service({ a: 1 })}\n${service({ a: 1 })}\n${service({ a: 2 })}\n`)).toMatchObject([{ line: 3, message: expect.stringContaining('Service shop/web again, with other contents than at a.yaml:1;') }]);
  });

  test.each([
    ['of another namespace', aService('web', '  namespace: b\n'), aService('web', '  namespace: a\n')],
    ['of another kind', aService('web'), aService('web', 'spec: 1\n').replace('Service', 'Pod')],
    ['of another group', 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}', 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: a}'],
    ['that are settings of a tool', 'apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: a}\na: 1', 'apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: a}\na: 2'],
    ['without a name', 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a}\nspec: 1', 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a}\nspec: 2'],
  ])('is not one %s', (_, first, second) => {
    expect([...twice(first, second)]).toHaveLength(2);
  });
});

describe('limits are refused by name', () => {
  const services = Array.from({ length: 4 }, (_, i) => aService(`s${i}`)).join('---\n');

  test('bytes of a file; others are read', () => {
    const reading = aReading({ 'a.yaml': services, 'b.yaml': aService('web'), 'c.yaml': 'a: [' }, { limits: { bytesPerFile: 100 } });
    expect(problemsIn(reading)).toMatchObject([{ file: 'a.yaml', message: 'got more than 100 bytes; allowed: 100 in a file; split it' }, { file: 'c.yaml' }]);
  });

  test('bytes of all files; nothing else is read then', () => {
    const reading = aReading({ 'a.yaml': aService('a'), 'b.yaml': services, 'c.yaml': 'a: [' }, { limits: { bytesInAll: 200 } });
    expect(problemsIn(reading)).toEqual([{ file: 'b.yaml', message: 'got more than 200 bytes with the files before; allowed: 200 in all; give fewer files' }]);
  });

  test('documents of all files; nothing else is read then', () => {
    const reading = aReading({ 'a.yaml': aService('a'), 'b.yaml': services, 'c.yaml': 'a: [' }, { limits: { documents: 3 } });
    expect(problemsIn(reading)).toEqual([{ file: 'b.yaml', line: 11, message: 'got more than 3 documents; allowed: 3 in all; give fewer files' }]);
  });

  test.each([
    ['block maps', (levels: number) => Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['flow lists', (levels: number) => `a: ${'['.repeat(levels)}${']'.repeat(levels)}`],
    ['JSON', (levels: number) => `{"a": ${'['.repeat(levels)}${']'.repeat(levels)}}`],
    ['aliases', (levels: number) => `a0: &a0 []\n${Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`).join('\n')}`],
  ])('levels of %s', (_, nested) => {
    expect(problemsOf(`---\n${nested(90)}`)).toEqual([]);
    expect(problemsOf(`---\n${nested(101)}`)).toMatchObject([{ file: 'a.yaml', line: expect.any(Number), message: expect.stringMatching(/100( levels|; leave)/) }]);
    expect(problemsOf(nested(5000))).toHaveLength(1);
  });

  test('a document that cannot be cut', () => {
    expect(problemsOf(`a: 1\n---\n{a: [${'x, '.repeat(100)}]}\n`, { limits: { bytesPerParse: 100 } })).toEqual([{
      file: 'a.yaml', line: 2, message: 'got a document of 312 bytes that has to be read in one piece; allowed: 100; split it, or write it as kubectl get -o yaml and -o json do',
    }]);
  });

  test('of what is read without options, none is hit by a cluster of 20,000 services', () => {
    expect(LOAD_LIMITS).toMatchObject({ documents: 2_000_000, bytesPerFile: 524_288_000 });
  });
});

describe('bytes that are no UTF-8', () => {
  const broken = Buffer.concat([Buffer.from(`${aService('web')}---\n${aService('api')}  labels: {a: "`), Buffer.from([0xc3]), Buffer.from('"}\n---\na: [\n')]);

  test('are a problem of their line; other documents are looked at', () => {
    expect(problemsOf(broken)).toMatchObject([
      { line: 10, message: 'got bytes that are no UTF-8; allowed: UTF-8; save the file as UTF-8' }, { line: 13 },
    ]);
  });

  test('are one in JSON too', () => {
    expect(problemsOf(Buffer.concat([Buffer.from('{"a":\n"'), Buffer.from([0xff]), Buffer.from('"}')]))).toMatchObject([{ line: 2, message: expect.stringContaining('no UTF-8') }]);
  });

  test.each(['utf16le', 'big-endian'])('are read where they are UTF-16, which PowerShell writes: %s', (order) => {
    const bytes = Buffer.from(`\uFEFF${aService('wéb')}`, 'utf16le');
    const reading = aReading({ 'a.yaml': order === 'utf16le' ? bytes : bytes.swap16() });
    expect([...reading].map(nameOf)).toEqual(['wéb']);
    expect(reading.textOf('a.yaml')).toBe(aService('wéb'));
  });
});

describe('a document ends where a line begins with ---', () => {
  test.each([
    ['in a block scalar', `a: |\n  text\n---\n${aService('web')}`, ['Service web']],
    ['in a block scalar at the left', `--- |\ntext\n---\n${aService('web')}`, ['Service web']],
    ['but not with more text', `a: |\n  ---\nb: "--- "\nc: ---x\n---\n${aService('web')}`, ['Service web']],
    ['with a comment', `--- # first\n${aService('web')}--- # second\n${aService('api')}`, ['Service web', 'Service api']],
    ['with its content beside it', '--- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\t{apiVersion: v1, kind: Pod, metadata: {name: b}}\n', ['Pod a', 'Pod b']],
    ['or three dots', `${aService('web')}...\n${aService('api')}`, ['Service web', 'Service api']],
    ['unless directives come before it', `%YAML 1.2\n---\n${aService('web')}...\n%TAG !k! tag:yaml.org,2002:\n---\n${aService('api')}  labels: {a: !k!str 1}\n`, ['Service web', 'Service api']],
    ['with Windows line ends', `${aService('web')}---\n${aService('api')}`.replaceAll('\n', '\r\n'), ['Service web', 'Service api']],
    ['with a byte order mark before it', `\uFEFF${aService('web')}\uFEFF---\n${aService('api')}`, ['Service web', 'Service api']],
  ])('%s', (_, text, expected) => {
    for (const size of [1, 7, 64, 100_000]) {
      const bytes = Buffer.from(text);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (__, i) => bytes.subarray(i * size, (i + 1) * size));
      expect(readText(chunks).map((manifest) => `${kindOf(manifest)} ${nameOf(manifest)}`)).toEqual(expected);
    }
  });

  test('and in quotes, which is a problem there', () => {
    expect(problemsOf(`a: "text\n---\n${aService('web')}`)).toMatchObject([{ line: 2 }]);
  });
});

test('pruning leaves out what nothing reads', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, managedFields: [], labels: {env: prod}}\nspec: {containers: [{name: a, env: [], ports: []}]}\nstatus: {phase: Running, podIP: 1.2.3.4, conditions: []}\n';
  expect(readText(pod, { prune: true })[0].object).toEqual({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { env: 'prod' } }, spec: { containers: [{ name: 'a', ports: [] }] }, status: { phase: 'Running', podIP: '1.2.3.4' },
  });
  expect(readText(pod)[0].object).toHaveProperty('status.conditions');
});
