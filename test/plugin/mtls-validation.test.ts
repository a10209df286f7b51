import { join } from 'node:path';
import { MtlsValidation, MtlsValidationProps } from '../../src';
import { validationReport } from '../support/cdk8s-cli';
import { tempFolder } from '../support/temp-folder';

type Report = ReturnType<Awaited<ReturnType<typeof validationReport>>['toJson']>;

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }\n';
const DB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop }
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: db:1, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 80, targetPort: 8080 }] }
`;
const STRICT = 'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { mtls: { mode: STRICT } }\n';
const rule = (mode: string, annotation = '') => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: to-db
  namespace: shop${annotation && `\n  annotations: { mtls.cdk8s.io/silence: "${annotation}" }`}
spec:
  host: db.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: ${mode} }
`;
const CALLER = `
apiVersion: v1
kind: Namespace
metadata: { name: legacy }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: batch, namespace: legacy }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: batch } }, spec: { containers: [{ name: batch, image: batch:1 }] } } } } }
`;

/** What cdk8s-cli reports of the files of an app. */
async function validated(files: Record<string, string>, properties?: MtlsValidationProps): Promise<Report> {
  const folder = tempFolder(files);
  const report = await validationReport(Object.keys(files).map((file) => join(folder, file)), properties);
  return JSON.parse(JSON.stringify(report.toJson()).replaceAll(`${folder}/`, ''));
}

const all = (...documents: string[]) => ({ 'app.k8s.yaml': documents.join('\n---\n') });
const rulesOf = ({ violations }: Report) => violations.map(({ ruleName }) => ruleName);

describe('MtlsValidation', () => {
  test('reports what breaks, with object, line, field and remedy, and fails', async () => {
    const { violations, summary } = await validated(all(NAMESPACE, DB, STRICT, rule('DISABLE')));
    expect(summary).toMatchObject({ status: 'failure', metadata: { errors: '1', warnings: '0' } });
    expect(violations).toEqual([{
      ruleName: 'MTLS201 error: A DestinationRule sends plaintext to a STRICT port',
      recommendation: expect.stringMatching(/STRICT/),
      fix: expect.any(String),
      violatingConstructs: [{
        resourceName: 'to-db',
        manifestPath: 'app.k8s.yaml',
        locations: [expect.stringMatching(
          /^DestinationRule shop\/to-db \(line 37, spec\.trafficPolicy\.tls\.mode\): clients send plaintext to STRICT ports: got DISABLE for db\.shop\.svc\.cluster\.local:80; allowed: .*; remove tls, or set ISTIO_MUTUAL$/,
        )],
      }],
    }]);
  });

  test('has nothing to say of a clean mesh', async () => {
    const { violations, summary } = await validated(all(NAMESPACE, DB, STRICT, rule('ISTIO_MUTUAL')));
    expect([violations, summary.status]).toEqual([[], 'success']);
  });

  test('reports what may break without failing, unless it is asked to', async () => {
    const files = all(NAMESPACE, DB, STRICT, CALLER);
    const lenient = await validated(files);
    expect([rulesOf(lenient), lenient.summary.status]).toEqual([['MTLS101 warning: A client without a proxy calls a STRICT port'], 'success']);
    expect((await validated(files, { failOnWarnings: true })).summary.status).toBe('failure');
  });

  test('reports infos where they are asked for', async () => {
    const files = all(NAMESPACE, DB, STRICT.replace('STRICT', 'PERMISSIVE'));
    expect(rulesOf(await validated(files))).toEqual([]);
    expect(rulesOf(await validated(files, { infos: true }))).toEqual(['MTLS119 info: A policy is not STRICT yet']);
  });

  test('puts several files of an app together', async () => {
    expect(rulesOf(await validated({ 'a.yaml': NAMESPACE + '---' + DB, 'b.yaml': STRICT, 'c.yaml': rule('DISABLE') }))).toHaveLength(1);
  });

  test('hears silences', async () => {
    const { violations, summary } = await validated(all(NAMESPACE, DB, STRICT, rule('DISABLE', 'MTLS201: mended in May')));
    expect([violations, summary.status]).toEqual([[], 'success']);
  });

  test('reads what lives elsewhere, which is theirs to mend unless it breaks a connection', async () => {
    const files = all(DB, STRICT);
    const dead = STRICT.replace('default', 'the-second').replace('STRICT', 'DISABLE');
    const elsewhere = (...documents: string[]) => ({ manifests: [tempFolder({ 'theirs.yaml': documents.join('\n---\n') })] });
    // Without its Namespace nobody knows whether db has a proxy.
    expect(rulesOf(await validated(all(DB, STRICT, rule('DISABLE'))))).toEqual([]);
    expect(rulesOf(await validated(files, elsewhere(NAMESPACE, rule('DISABLE'))))).toEqual([expect.stringMatching(/^MTLS201 error/)]);
    expect(rulesOf(await validated(all(NAMESPACE, STRICT, dead)))).toEqual([expect.stringMatching(/^MTLS102 error/)]);
    expect(rulesOf(await validated(files, elsewhere(NAMESPACE, dead)))).toEqual([expect.stringMatching(/^MTLS102 warning/)]);
    // A dump holds what the app writes too.
    expect(rulesOf(await validated(files, elsewhere(NAMESPACE, STRICT.replace('STRICT', 'PERMISSIVE'))))).toEqual([]);
  });

  test('is told how the mesh is set up', async () => {
    expect(rulesOf(await validated(all(NAMESPACE, DB, STRICT), { enableAutoMtls: false }))).toEqual([expect.stringMatching(/^MTLS211 warning/)]);
  });

  test.each([
    [{ infos: 'yes' }, 'MtlsValidation: infos: got "yes"; allowed: true or false; give a boolean, or leave it out'],
    [{ known: 'shop' }, 'MtlsValidation: known: got "shop"; allowed: a list of names of Namespaces; write one per line, each after a dash'],
    [{ istioVersion: 1.31 }, 'MtlsValidation: istioVersion: got 1.31; allowed: a version such as "1.31" or "1.31.2"; '],
    [{ failOn: 'warning' }, 'MtlsValidation: key: got "failOn"; allowed: rootNamespace, '],
    [{ checks: true }, 'MtlsValidation: key: got "checks"; allowed: '],
    ['x', 'MtlsValidation: got "x"; allowed: an object with rootNamespace, '],
  ])('refuses properties %j', (properties, message) => {
    expect(() => new MtlsValidation(properties as MtlsValidationProps)).toThrow(message);
  });

  test('throws with all that cannot be read', async () => {
    await expect(validated(all('kind: [', DB))).rejects.toThrow(/app\.k8s\.yaml:2: /);
  });
});
