import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, namespace, rule, toYaml } from '../support/mesh-objects';
import { anObject, peerAuthentication, pods, service } from '../support/server-objects';

describe('a port exception (MTLS106)', () => {
  const ID = 'MTLS106';
  const exception = (port: number) => peerAuthentication('api', { app: 'api', ports: { [port]: 'PERMISSIVE' } });
  const at = (port: number) => `PeerAuthentication shop/api spec.portLevelMtls["${port}"]`;

  test('for the port of a Service is an error that says which port was meant', () => {
    const [finding, ...others] = findingsIn(toYaml([injected('shop'), service('api'), pods('api'), exception(80)]), ID);
    expect(finding).toMatchObject({ severity: 'error', field: 'spec.portLevelMtls["80"]', remedy: 'write 8080 in place of 80' });
    expect(finding.message).toContain('got 80, the port of Service shop/api; allowed: 8080');
    expect(others).toEqual([]);
  });

  test('for the port of a Service with a named target says the number behind it', () => {
    const named = [service('api', { ports: [{ port: 80, targetPort: 'web' }] }), pods('api', { ports: [{ name: 'web', containerPort: 9080 }] })];
    expect(findingsIn(toYaml([injected('shop'), ...named, exception(80)]), ID)[0].remedy).toBe('write 9080 in place of 80');
  });

  test('for a port that no container declares is a warning', () => {
    expect(found(ID, [injected('shop'), pods('api'), exception(9102)])).toEqual([`warning ${at(9102)}`]);
  });

  test('for a port of the proxy itself is an info', () => {
    expect(found(ID, [injected('shop'), pods('api'), exception(15090)])).toEqual([`info ${at(15090)}`]);
  });

  test.each<[string, KubernetesObject[]]>([
    ['a container declares', [pods('api', { ports: [{ containerPort: 9102 }] })]],
    ['one of the selected workloads declares', [pods('api'), { ...pods('api', { ports: [{ containerPort: 9102 }] }), metadata: { name: 'api-v2', namespace: 'shop' } }]],
    ['a Service leads to', [pods('api'), service('api', { ports: [{ port: 80, targetPort: 9102 }] })]],
    ['Prometheus is told to scrape', [pods('api', { annotations: { 'prometheus.io/port': '9102' } })]],
    ['a Sidecar resource listens on', [pods('api'), anObject('networking.istio.io/v1', 'Sidecar', 'api', { ingress: [{ port: { number: 9102, protocol: 'HTTP', name: 'http' }, defaultEndpoint: '127.0.0.1:9102' }] })]],
    ['the workload may listen on, as it declares none', [pods('api', { ports: [] })]],
    ['only pods without a proxy would have', [namespace('shop'), pods('api')]],
    ['belongs to a workload that the manifests do not hold', []],
  ])('for a port that %s is none', (_, objects) => {
    expect(found(ID, [...(objects.some(({ kind }) => kind === 'Namespace') ? [] : [injected('shop')]), ...objects, exception(9102)])).toEqual([]);
  });
});

describe('a field that no API server takes (MTLS107)', () => {
  const policy = (spec: object) => [anObject('security.istio.io/v1', 'PeerAuthentication', 'api', spec)];
  const selector = { matchLabels: { app: 'api' } };

  test.each([
    ['a mode of another spelling', { mtls: { mode: 'strict' } }, 'spec.mtls.mode'],
    ['ports without a selector', { portLevelMtls: { 80: { mode: 'STRICT' } } }, 'spec.portLevelMtls'],
    ['no ports at all', { selector, portLevelMtls: {} }, 'spec.portLevelMtls'],
    ['a port out of range', { selector, portLevelMtls: { 70000: { mode: 'STRICT' } } }, 'spec.portLevelMtls["70000"]'],
    ['the name of a port', { selector, portLevelMtls: { http: { mode: 'STRICT' } } }, 'spec.portLevelMtls["http"]'],
    ['a label with a wildcard', { selector: { matchLabels: { app: 'api-*' } } }, 'spec.selector.matchLabels["app"]'],
  ])('is found: %s', (_, spec, field) => {
    expect(found('MTLS107', policy(spec))).toEqual([`error PeerAuthentication shop/api ${field}`]);
  });

  test('is found in DestinationRules too: a mode of tls that is none', () => {
    const wrong = { tls: { mode: 'ISTIO_MUTUALS' } };
    const objects = [rule('orders', { ...wrong, portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'off' } }] }, { subsets: [{ name: 'v1', trafficPolicy: wrong }] })];
    expect(found('MTLS107', objects)).toEqual([
      'error DestinationRule shop/rule spec.subsets[0].trafficPolicy.tls.mode', 'error DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0].tls.mode',
      'error DestinationRule shop/rule spec.trafficPolicy.tls.mode',
    ]);
    expect(findingsIn(toYaml(objects), 'MTLS107')[0].message).toBe('the API server refuses the rule: got "ISTIO_MUTUALS"; allowed: DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL');
    expect(found('MTLS107', [rule('orders', { tls: {} })])).toEqual([]);
  });

  test('is shown in part where it is long', () => {
    const [finding] = findingsIn(toYaml(policy({ mtls: { mode: 'X'.repeat(500) } })), 'MTLS107');
    expect(finding.message.length).toBeLessThan(250);
  });
});

describe('what is not STRICT yet (MTLS119)', () => {
  const ID = 'MTLS119';

  test('is an info for the mode and for each port', () => {
    const policy = peerAuthentication('api', { app: 'api', mode: 'STRICT', ports: { 8080: 'PERMISSIVE', 9102: 'DISABLE', 9103: 'UNSET' } });
    expect(found(ID, [injected('shop'), pods('api', { ports: [] }), policy, peerAuthentication('default', { mode: 'DISABLE' })])).toEqual([
      'info PeerAuthentication shop/api spec.portLevelMtls["8080"].mode', 'info PeerAuthentication shop/api spec.portLevelMtls["9102"].mode',
      'info PeerAuthentication shop/default spec.mtls.mode',
    ]);
  });

  test.each<[string, KubernetesObject[]]>([
    ['STRICT', [peerAuthentication('default', { mode: 'STRICT' })]],
    ['UNSET', [peerAuthentication('default', { mode: 'UNSET' })]],
    ['a policy that another takes the place of', [peerAuthentication('default', { mode: 'STRICT' }), peerAuthentication('late', { mode: 'PERMISSIVE' })]],
    ['a selector in the root namespace', [peerAuthentication('api', { namespace: 'istio-system', mode: 'PERMISSIVE', app: 'api' })]],
    ['a port that the workload does not have', [injected('shop'), pods('api'), peerAuthentication('api', { app: 'api', ports: { 80: 'PERMISSIVE' } })]],
  ])('is none of %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});
