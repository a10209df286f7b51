import { App, Chart, Include } from 'cdk8s';
import { Mesh, MeshPolicy, MtlsMode, NamespacePolicy, Workload, WorkloadPolicy } from '../../src';
import { aChart, rawPolicy, refusalsOf, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

catchNotices();

const STRICT = { mode: MtlsMode.STRICT };
const ALLOWED = 'allowed: one policy per scope, as Istio follows the oldest and ignores the rest; keep one of them';

type Declare = (chart: Chart, id: string) => unknown;

const SCOPES: [string, string, Declare, { name: string; namespace: string }, object][] = [
  ['the mesh', 'istio-system/default', (chart, id) => new MeshPolicy(chart, id, STRICT), { name: 'by-hand', namespace: 'istio-system' }, {}],
  ['namespace shop', 'shop/default', (chart, id) => new NamespacePolicy(chart, id, { namespaceName: 'shop', ...STRICT }), { name: 'by-hand', namespace: 'shop' }, {}],
  [
    'the workload shop app=db,tier=data', 'shop/db',
    (chart, id) => new WorkloadPolicy(chart, id, { workload: Workload.labelled('shop', { app: 'db', tier: 'data' }), ...STRICT, policyName: 'db' }),
    { name: 'by-hand', namespace: 'shop' }, { selector: { matchLabels: { tier: 'data', app: 'db' } } },
  ],
];

function twoOwners(scope: string, path: string, title: string, other: string, otherTitle: string): string {
  return `[${path}] ${scope} has two owners: ${path} (PeerAuthentication ${title}) and ${other} (PeerAuthentication ${otherTitle}); ${ALLOWED}`;
}

describe.each(SCOPES)('two policies for %s', (scope, title, declare, metadata, spec) => {
  test('in one chart are refused, naming both constructs', () => {
    const chart = aChart();
    declare(chart, 'one');
    declare(chart, 'two');
    expect(refusalsOf(chart).filter((line) => line.includes('two owners'))).toEqual([
      twoOwners(scope, 'policies/one', title, 'policies/two', title),
      twoOwners(scope, 'policies/two', title, 'policies/one', title),
    ]);
  });

  test('in two charts are refused, naming both constructs', () => {
    const app = new App();
    declare(aChart('a', app, 'team-a'), 'one');
    declare(aChart('b', app, 'team-b'), 'two');
    expect(refusalsOf(app).filter((line) => line.includes('two owners'))).toEqual([
      twoOwners(scope, 'team-a/one', title, 'team-b/two', title),
      twoOwners(scope, 'team-b/two', title, 'team-a/one', title),
    ]);
  });

  test('of which one is Included are refused, naming both constructs', () => {
    const chart = aChart();
    const policy = { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec: { ...spec, mtls: { mode: 'STRICT' } } };
    const include = new Include(chart, 'include', { url: `${tempFolder({ 'policy.json': JSON.stringify(policy) })}/policy.json` });
    declare(chart, 'one');
    const [included] = include.apiObjects;
    expect(refusalsOf(chart)).toEqual([twoOwners(scope, 'policies/one', title, included.node.path, `${metadata.namespace}/by-hand`)]);
  });

  test('of which another repo owns one are refused, naming its file', () => {
    const chart = aChart();
    const folder = tempFolder({ 'policy.yaml': JSON.stringify({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec }) });
    Mesh.of(chart).addManifests(folder);
    declare(chart, 'one');
    expect(refusalsOf(chart)).toEqual([twoOwners(scope, 'policies/one', title, `${folder}/policy.yaml`, `${metadata.namespace}/by-hand`)]);
  });
});

describe('a scope', () => {
  test('is one\'s own when only the names of the policies differ', () => {
    const chart = aChart();
    new MeshPolicy(chart, 'mesh', STRICT);
    for (const namespaceName of ['shop', 'web']) new NamespacePolicy(chart, namespaceName, { namespaceName, ...STRICT });
    for (const app of ['db', 'cart']) new WorkloadPolicy(chart, app, { workload: Workload.labelled('shop', { app }), ...STRICT });
    new WorkloadPolicy(chart, 'db-mtls', { workload: Workload.labelled('web', { app: 'db' }), ...STRICT });
    expect(refusalsOf(chart)).toEqual([]);
  });

  test('is not checked between policies that are none of ours', () => {
    const chart = aChart();
    for (const name of ['a', 'b']) rawPolicy(chart, name, { name, namespace: 'shop' }, { mtls: { mode: 'STRICT' } });
    new MeshPolicy(chart, 'mesh', STRICT);
    expect(refusalsOf(chart)).toEqual([]);
  });

  test('is free of a policy that Istio ignores, which is told of as such: one with a selector in the root namespace', () => {
    const chart = aChart();
    rawPolicy(chart, 'ignored', { name: 'ignored', namespace: 'istio-system' }, { selector: { matchLabels: { app: 'istiod' } } });
    new MeshPolicy(chart, 'mesh', STRICT);
    expect(refusalsOf(chart)).toEqual([expect.stringMatching(/^\[\] MTLS104 PeerAuthentication istio-system\/ignored \(policies\/ignored, spec\.selector\.matchLabels\): Istio ignores this policy: /)]);
  });

  test('has one name: two workload policies of one name are refused, with both paths', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'one', { workload: Workload.labelled('shop', { app: 'db' }), ...STRICT, policyName: 'mtls' });
    new WorkloadPolicy(chart, 'two', { workload: Workload.labelled('shop', { app: 'cart' }), ...STRICT, policyName: 'mtls' });
    expect(refusalsOf(chart)).toEqual([
      '[policies/two] two objects have one name: got PeerAuthentication shop/mtls by policies/one and policies/two; '
      + 'allowed: one, as the cluster keeps the one applied last; choose another id, or set policyName',
    ]);
  });
});

describe('two selectors that overlap', () => {
  const got = 'got PeerAuthentication shop/narrow (policies/narrow) and PeerAuthentication shop/wide (policies/wide); '
    + 'allowed: one, as Istio follows the oldest and ignores the other; give the pods a label of their own to select by';

  test('in a known workload are refused at both constructs', () => {
    const chart = aChart();
    workload(chart, 'db', { labels: { app: 'db', tier: 'data' } });
    new WorkloadPolicy(chart, 'narrow', { workload: Workload.labelled('shop', { app: 'db' }), ...STRICT });
    new WorkloadPolicy(chart, 'wide', { workload: Workload.labelled('shop', { tier: 'data' }), ...STRICT });
    expect(refusalsOf(chart)).toEqual([
      `[policies/narrow] Deployment shop/db is selected by two policies: ${got}`,
      `[policies/wide] Deployment shop/db is selected by two policies: ${got}`,
    ]);
  });

  test('of which another repo owns one are refused at ours', () => {
    const chart = aChart();
    workload(chart, 'db', { labels: { app: 'db', tier: 'data' } });
    rawPolicy(chart, 'wide', { name: 'wide', namespace: 'shop' }, { selector: { matchLabels: { tier: 'data' } } });
    new WorkloadPolicy(chart, 'narrow', { workload: Workload.labelled('shop', { app: 'db' }), ...STRICT });
    expect(refusalsOf(chart)).toEqual([`[policies/narrow] Deployment shop/db is selected by two policies: ${got}`]);
  });

  test('in no known workload are none', () => {
    const chart = aChart();
    workload(chart, 'db', { labels: { app: 'db' } });
    workload(chart, 'store', { labels: { tier: 'data' } });
    new WorkloadPolicy(chart, 'narrow', { workload: Workload.labelled('shop', { app: 'db' }), ...STRICT });
    new WorkloadPolicy(chart, 'wide', { workload: Workload.labelled('shop', { tier: 'data' }), ...STRICT });
    expect(refusalsOf(chart)).toEqual([]);
  });
});
