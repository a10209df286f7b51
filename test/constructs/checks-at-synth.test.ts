import { ApiObject, App, Chart } from 'cdk8s';
import {
  ClientPolicy, ClientTls, Host, Mesh, MeshPolicy, MtlsMigration, MtlsMode, NamespacePolicy, PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy,
} from '../../src';
import * as runs from '../../src/checks/run-checks';
import { aChart, namespace, policiesOf, rawPolicy, rawRule, refusalsOf, service, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

const notices = catchNotices();
const STRICT = { mode: MtlsMode.STRICT };
const DB = 'db.shop.svc.cluster.local';
const SILENCE = 'mtls.cdk8s.io/silence';

/** Namespace shop, whose pods get sidecars, with a Deployment db behind a Service. */
function shop(app = new App()): Chart {
  const chart = aChart('shop', app);
  namespace(chart, 'shop');
  workload(chart, 'db');
  service(chart, 'db', { app: 'db' }, [{ port: 80, targetPort: 8080 }]);
  return chart;
}

/** A rule that makes clients of db send plaintext. */
function plaintextRule(chart: Chart, annotations?: Record<string, string>): ApiObject {
  const rule = rawRule(chart, 'raw', { name: 'to-db', namespace: 'shop' }, { host: DB, trafficPolicy: { tls: { mode: 'DISABLE' } } });
  for (const [key, text] of Object.entries(annotations ?? {})) rule.metadata.addAnnotation(key, text);
  return rule;
}

/** A Deployment without a proxy that says that it calls db. */
function caller(chart: Chart, annotations: Record<string, string> = { 'mtls.cdk8s.io/calls': 'db.shop:80' }): void {
  namespace(chart, 'legacy', {});
  const batch = workload(chart, 'batch', { namespace: 'legacy' });
  for (const [key, text] of Object.entries(annotations)) batch.metadata.addAnnotation(key, text);
}

describe('what the app is about to emit', () => {
  test('is refused where a declared connection breaks, at the root, naming object and place', () => {
    const chart = shop();
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    caller(chart);
    expect(refusalsOf(chart)).toEqual([
      `[] MTLS101 Deployment legacy/batch (policies/batch): has no proxy and calls a STRICT port: got plaintext to ${DB}:80; allowed: mutual TLS; `
      + 'label Namespace legacy for injection and restart the pods, or keep the ports PERMISSIVE',
    ]);
  });

  test('is refused where one of our constructs breaks it, at that construct, naming the field that it emits', () => {
    const chart = shop();
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls: ClientTls.DISABLE });
    expect(refusalsOf(chart)).toEqual([expect.stringMatching(
      /^\[policies\/to-db\] MTLS201 DestinationRule shop\/to-db \(spec\.trafficPolicy\.tls\.mode\): clients send plaintext to STRICT ports: got DISABLE for db\.shop\.svc\.cluster\.local:80; allowed: /,
    )]);
  });

  test('is printed, and emitted, where a connection that is only possible would break', () => {
    const chart = shop();
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    caller(chart, {});
    expect(policiesOf(chart)).toHaveLength(1);
    expect(notices()).toEqual([expect.stringMatching(/^warning: \[\] MTLS101 Deployment legacy\/batch \(policies\/batch\): has no proxy and cannot reach a STRICT port: /)]);
  });

  test('is fine, and silent, where everything speaks mutual TLS', () => {
    const chart = shop();
    new MeshPolicy(chart, 'mesh', STRICT);
    new WorkloadPolicy(chart, 'db-mtls', {
      workload: Workload.labelled('shop', { app: 'db' }), ...STRICT, ports: [PortPolicy.permissive(8080, { reason: 'probed by hand' })],
    });
    new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls: ClientTls.ISTIO_MUTUAL });
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([]);
  });

  test('counts as exceptions and a migration leave it', () => {
    const chart = shop();
    rawPolicy(chart, 'included', { name: 'shop-mtls', namespace: 'shop' }, { mtls: { mode: 'PERMISSIVE' } });
    plaintextRule(chart);
    const migrateTo = (step: WaveStep) => {
      chart.node.tryRemoveChild('to-strict');
      new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('shop', ['shop'])], steps: { shop: step } });
    };
    migrateTo(WaveStep.PERMISSIVE);
    expect(refusalsOf(chart)).toEqual([]);
    migrateTo(WaveStep.STRICT);
    expect(refusalsOf(chart)).toEqual([expect.stringMatching(/^\[\] MTLS201 DestinationRule shop\/to-db \(policies\/raw, spec\.trafficPolicy\.tls\.mode\): /)]);
  });

  test('is checked once, however many charts there are, and only for synth', () => {
    const spy = jest.spyOn(runs, 'runChecks');
    const app = new App({ outdir: tempFolder() });
    const chart = shop(app);
    aChart('bank', app, 'bank');
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    expect(Mesh.of(app).settings.rootNamespace).toBe('istio-system');
    expect(spy).not.toHaveBeenCalled();
    app.synth();
    expect(spy).toHaveBeenCalledTimes(1);
  });

  test('is not judged while a policy could not be worked out: what is missing would look like a mistake', () => {
    const chart = shop();
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    new WorkloadPolicy(chart, 'db-mtls', { workload: Workload.labelled('shop', { app: 'db' }), ...STRICT, ports: [PortPolicy.permissive(80, { reason: 'called by batch' })] });
    caller(chart);
    expect(refusalsOf(chart)).toEqual([expect.stringMatching(/^\[policies\/db-mtls\] no workload port of Deployment shop\/db: got 80; allowed: 8080; /)]);
  });

  test('is judged together with mistakes of constructs that say nothing of what is emitted', () => {
    const chart = shop();
    new MeshPolicy(chart, 'mesh', STRICT);
    new NamespacePolicy(chart, 'bank', { namespaceName: 'bank', mode: MtlsMode.PERMISSIVE });
    caller(chart);
    expect(refusalsOf(chart).map((line) => line.slice(0, 30))).toEqual(['[] MTLS101 Deployment legacy/b', '[policies/bank] PeerAuthentica']);
  });

  test('knows ambient mode by the labels of the app', () => {
    expect(Mesh.of(shop()).settings.ambient).toBe(false);
    const chart = aChart();
    namespace(chart, 'shop', { 'istio.io/dataplane-mode': 'ambient' });
    expect(Mesh.of(chart).settings.ambient).toBe(true);
    Mesh.of(chart).configure({ ambient: false });
    expect(Mesh.of(chart).settings.ambient).toBe(false);
  });
});

describe('one mistake is told once', () => {
  const idsIn = (lines: readonly string[]) => lines.map((line) => /MTLS\d{3}/.exec(line)?.[0] ?? 'none');

  test.each<[string, (chart: Chart) => unknown, number]>([
    ['two owners of a scope', (chart) => ['a', 'b'].forEach((id) => new NamespacePolicy(chart, id, { namespaceName: 'shop', ...STRICT, policyName: id })), 2],
    ['an owner beside an included policy', (chart) => {
      rawPolicy(chart, 'included', { name: 'a', namespace: 'shop' }, { mtls: { mode: 'PERMISSIVE' } });
      new NamespacePolicy(chart, 'b', { namespaceName: 'shop', ...STRICT });
    }, 1],
    ['two policies for a workload', (chart) => {
      workload(chart, 'cart', { labels: { app: 'cart', tier: 'web' } });
      new WorkloadPolicy(chart, 'one', { workload: Workload.labelled('shop', { app: 'cart' }), ...STRICT });
      new WorkloadPolicy(chart, 'two', { workload: Workload.labelled('shop', { tier: 'web' }), mode: MtlsMode.UNSET });
    }, 2],
    ['two rules for a host', (chart) => {
      rawRule(chart, 'included', { name: 'a', namespace: 'shop' }, { host: DB, trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } });
      new ClientPolicy(chart, 'b', { host: Host.service('db', 'shop'), tls: ClientTls.simple() });
    }, 1],
  ])('%s, with the constructs', (_, declare, times) => {
    const chart = shop();
    declare(chart);
    expect(idsIn([...refusalsOf(chart), ...notices()])).toEqual(Array(times).fill('none'));
  });

  test('by the check, where none of our constructs takes part', () => {
    const chart = shop();
    for (const mode of ['STRICT', 'PERMISSIVE']) rawPolicy(chart, mode, { name: mode.toLowerCase(), namespace: 'shop' }, { mtls: { mode } });
    new MeshPolicy(chart, 'mesh', STRICT);
    expect(refusalsOf(chart)).toEqual([expect.stringMatching(/^\[\] MTLS102 PeerAuthentication shop\/strict \(policies\/STRICT\): Istio ignores this policy: /)]);
  });
});

describe('infos', () => {
  const environment = process.env;
  afterEach(() => {
    process.env = environment;
  });

  test.each([[undefined, []], ['1', ['info: [policies/p] MTLS119']]])('are printed where MTLS_INFO asks for them: %s', (value, expected) => {
    process.env = { ...environment, MTLS_INFO: value };
    const chart = shop();
    new NamespacePolicy(chart, 'p', { namespaceName: 'shop', mode: MtlsMode.PERMISSIVE });
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices().map((line) => line.slice(0, 'info: [policies/p] MTLS119'.length))).toEqual(expected);
  });
});

describe('checks that are switched off', () => {
  test('leave constructs to be checked by themselves', () => {
    const chart = shop();
    Mesh.of(chart).configure({ checks: false });
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    caller(chart);
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([]);
    new NamespacePolicy(chart, 'again', { namespaceName: 'shop', ...STRICT });
    expect(refusalsOf(chart)).toHaveLength(2);
  });

  test('are no text', () => {
    expect(() => Mesh.of(aChart()).configure({ checks: 'no' as unknown as boolean })).toThrow('Mesh.configure: checks: got "no"; allowed: true or false; give a boolean, or leave it out');
  });
});

describe('a silence', () => {
  test('of an object that is none of ours accepts its finding', () => {
    const chart = shop();
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    plaintextRule(chart, { [SILENCE]: 'MTLS201: nobody dials it before May' });
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([]);
  });

  test('of one of our constructs accepts its finding, and is emitted', () => {
    const chart = shop();
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    const rule = new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls: ClientTls.DISABLE });
    rule.metadata.addAnnotation(SILENCE, 'MTLS201: nobody dials it before May');
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([]);
    expect(rule.toJson().metadata.annotations).toEqual({ [SILENCE]: 'MTLS201: nobody dials it before May' });
  });

  test('that silences nothing, or says why to nobody, is printed', () => {
    const chart = shop();
    const policy = new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    policy.metadata.addAnnotation(SILENCE, 'MTLS110: mended long ago');
    plaintextRule(chart, { [SILENCE]: 'MTLS201' });
    expect(refusalsOf(chart).map((line) => line.slice(0, 10))).toEqual(['[] MTLS201']);
    expect(notices()).toEqual([
      expect.stringMatching(/^warning: \[\] MTLS901 DestinationRule shop\/to-db \(policies\/raw, .*\): this silences nothing: got "MTLS201"; /),
      expect.stringMatching(/^warning: \[policies\/strict\] MTLS901 PeerAuthentication shop\/default \(metadata\.annotations\["mtls\.cdk8s\.io\/silence"\]\): the silence of MTLS110 silences nothing: /),
    ]);
  });
});

describe('added manifests', () => {
  const add = (chart: Chart, yaml: string): string => {
    const folder = tempFolder({ 'theirs.yaml': yaml });
    Mesh.of(chart).addManifests(folder);
    return `${folder}/theirs.yaml`;
  };
  const rule = (host: string, name = 'to-db', mode = 'DISABLE') => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: shop }
spec: { host: ${host}, trafficPolicy: { tls: { mode: ${mode} } } }
`;

  test('that break a connection are refused, with file and line', () => {
    const chart = shop();
    const file = add(chart, rule(DB));
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    expect(refusalsOf(chart)).toEqual([expect.stringContaining(`[] MTLS201 DestinationRule shop/to-db (${file}:2, spec.trafficPolicy.tls.mode): clients send plaintext to STRICT ports`)]);
  });

  test('that do nothing are theirs to mend: printed', () => {
    const chart = shop();
    const file = add(chart, rule('db.shop'));
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([expect.stringContaining(`warning: [] MTLS208 DestinationRule shop/to-db (${file}:2, spec.host): no client follows the rule`)]);
  });

  test('that hold what the app emits too, as it was, give way to what it is now', () => {
    const chart = shop();
    add(chart, [rule(DB), rule(DB, 'included'),
      'apiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: shop }\nspec: { selector: { app: db }, ports: [{ port: 80, targetPort: 9 }] }',
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { mtls: { mode: DISABLE } }'].join('\n---\n'));
    new NamespacePolicy(chart, 'strict', { namespaceName: 'shop', ...STRICT });
    new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls: ClientTls.ISTIO_MUTUAL });
    rawRule(chart, 'included', { name: 'included', namespace: 'shop' }, { host: 'cart.example.com' });
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([]);
  });
});
