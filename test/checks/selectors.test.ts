import { runChecks } from '../../src/checks/run-checks';
import { selectorSelectsNothing } from '../../src/checks/selector-selects-nothing';
import { aCheckContext, findingsIn } from '../support/checked';
import { found, injected, namespace, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods } from '../support/server-objects';

describe('a selector in the root namespace (MTLS104)', () => {
  const ID = 'MTLS104';

  test('is an error, also where pods of that namespace have the labels', () => {
    const policy = peerAuthentication('api', { namespace: 'istio-system', mode: 'STRICT', app: 'api' });
    expect(found(ID, [policy, pods('api', { namespace: 'istio-system' })])).toEqual(['error PeerAuthentication istio-system/api spec.selector.matchLabels']);
  });

  test('is one in the root namespace of mesh config, and there alone', () => {
    const objects = [peerAuthentication('api', { namespace: 'mesh', mode: 'STRICT', app: 'api' }), peerAuthentication('api', { namespace: 'istio-system', mode: 'STRICT', app: 'api' })];
    expect(found(ID, objects, { rootNamespace: 'mesh' })).toEqual(['error PeerAuthentication mesh/api spec.selector.matchLabels']);
  });

  test('is none where it is empty: that is the mesh\'s policy', () => {
    expect(found(ID, [peerAuthentication('default', { namespace: 'istio-system', mode: 'STRICT', selector: { matchLabels: {} } })])).toEqual([]);
  });
});

describe('a selector that selects nothing (MTLS105)', () => {
  const ID = 'MTLS105';
  const policy = peerAuthentication('api', { mode: 'STRICT', app: 'api' });
  const FOUND = 'PeerAuthentication shop/api spec.selector.matchLabels';

  test('is a warning in a namespace of which workloads are known, an info elsewhere', () => {
    expect(found(ID, [policy, pods('cart')])).toEqual([`warning ${FOUND}`]);
    expect(found(ID, [policy, pods('api', { namespace: 'bank' })])).toEqual([`info ${FOUND}`]);
  });

  test('is a warning where the namespace is declared complete', () => {
    const [finding] = runChecks(aCheckContext(toYaml([policy]), {}, ['shop']), [selectorSelectsNothing]);
    expect(finding).toMatchObject({ severity: 'warning', message: expect.stringContaining('no pod of the namespace has them') });
  });

  test('goes by the labels of pods, not by those of their owner', () => {
    const owner = { ...pods('cart'), metadata: { name: 'cart', namespace: 'shop', labels: { app: 'api' } } };
    expect(found(ID, [policy, owner])).toEqual([`warning ${FOUND}`]);
  });

  test('is told which workload has some of the labels', () => {
    const narrow = peerAuthentication('api', { mode: 'STRICT', selector: { matchLabels: { app: 'api', version: 'v2' } } });
    const [finding] = findingsIn(toYaml([narrow, pods('api', { labels: { version: 'v1' } })]), ID);
    expect(finding.message).toContain('pods of Deployment shop/api have version=v1');
  });

  test.each([
    ['labels that injection adds', { 'security.istio.io/tlsMode': 'istio' }],
    ['the name that Istio calls it by', { 'service.istio.io/canonical-name': 'something' }],
    ['a label that pods get when they are made', { 'pod-template-hash': '12345' }],
  ])('is not judged by %s', (_, matchLabels) => {
    expect(found(ID, [pods('cart'), peerAuthentication('api', { mode: 'STRICT', selector: { matchLabels } })])).toEqual([]);
  });

  test('is a warning too where all that it selects are gateways, which ask no policy', () => {
    const [finding] = findingsIn(toYaml([injected('shop'), pods('api', { annotations: { 'inject.istio.io/templates': 'gateway' } }), policy]), ID);
    expect(finding).toMatchObject({ severity: 'warning', message: expect.stringContaining('a gateway') });
  });

  test('is a warning too where all that it selects has no proxy', () => {
    expect(found(ID, [namespace('shop'), pods('api'), policy])).toEqual([`warning ${FOUND}`]);
    expect(found(ID, [injected('shop'), pods('api'), policy])).toEqual([]);
    expect(found(ID, [pods('api'), policy])).toEqual([]);
  });
});
