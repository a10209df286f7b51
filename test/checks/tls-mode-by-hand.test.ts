import { findingsIn } from '../support/checked';
import { found, injected, namespace, policy, server, STRICT_SHOP, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS210';
const LABEL = 'security.istio.io/tlsMode';
const FIELD = `Deployment shop/orders spec.template.metadata.labels["${LABEL}"]`;
const labelled = (value: string) => server('orders', { labels: { [LABEL]: value } });

describe('the label tlsMode', () => {
  test('keeps clients from sending mutual TLS to a sidecar', () => {
    expect(found(ID, [injected('shop'), policy('STRICT'), ...labelled('disabled')])).toEqual([`warning ${FIELD}`]);
    expect(found(ID, [injected('shop'), policy('STRICT'), ...labelled('disabled'), workload('web', { calls: 'orders' })])).toEqual([`error ${FIELD}`]);
    expect(found(ID, [injected('shop'), ...labelled('disabled')])).toEqual([`info ${FIELD}`]);
  });

  test('makes clients send mutual TLS to a server that has no proxy', () => {
    const client = [injected('web'), workload('web', { namespace: 'web' })];
    expect(found(ID, [namespace('shop'), ...labelled('istio'), ...client])).toEqual([`warning ${FIELD}`]);
    expect(found(ID, [namespace('shop'), ...labelled('istio')])).toEqual([`info ${FIELD}`]);
  });

  test('keeps clients from the tunnel to an ambient server', () => {
    const objects = [namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), ...labelled('istio'), injected('web'), workload('web', { namespace: 'web' })];
    expect(found(ID, objects)).toEqual([`warning ${FIELD}`]);
    expect(findingsIn(toYaml(objects), ID)[0].message).toContain('got istio in ambient mode');
  });

  test('is named where it stands: in the pod template', () => {
    const job = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'orders', namespace: 'shop' } };
    const template = { metadata: { labels: { app: 'orders', [LABEL]: 'disabled' } }, spec: { containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }] } };
    const objects = [injected('shop'), { ...job, ...{ spec: { jobTemplate: { spec: { template } } } } }];
    expect(found(ID, objects)).toEqual([`info CronJob shop/orders spec.jobTemplate.spec.template.metadata.labels["${LABEL}"]`]);
  });

  test('is missing beside a proxy that the manifest brings itself', () => {
    const [service] = server('orders');
    const spec = { containers: [{ name: 'main', ports: [{ containerPort: 8080 }] }, { name: 'istio-proxy', args: ['proxy', 'sidecar'] }] };
    const own = { ...workload('orders'), ...{ spec: { selector: { matchLabels: { app: 'orders' } }, template: { metadata: { labels: { app: 'orders' } }, spec } } } };
    expect(found(ID, [namespace('shop'), policy('STRICT'), service, own])).toEqual(['warning Deployment shop/orders spec.template.metadata.labels']);
  });
});

test('the label is no finding where it is what injection sets, or where nobody knows of a proxy', () => {
  expect(found(ID, [injected('shop'), policy('STRICT'), ...labelled('istio')])).toEqual([]);
  expect(found(ID, labelled('disabled'))).toEqual([]);
  expect(found(ID, STRICT_SHOP)).toEqual([]);
});
