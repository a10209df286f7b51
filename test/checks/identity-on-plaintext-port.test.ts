import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, namespace, toYaml } from '../support/mesh-objects';
import { anObject, authorizationPolicy, peerAuthentication, pods } from '../support/server-objects';

const ID = 'MTLS117';
const SHOP = [injected('shop'), pods('api')];
const BARE = [namespace('bare'), pods('web', { namespace: 'bare' })];
const WEB = { principals: ['cluster.local/ns/web/sa/web'] };

const disable = peerAuthentication('api', { app: 'api', mode: 'DISABLE' });
const severities = (objects: readonly KubernetesObject[]) => findingsIn(toYaml(objects), ID).map(({ severity }) => severity);

describe('a rule that asks for an identity', () => {
  test.each([
    ['ALLOW of principals refuses plaintext callers', authorizationPolicy('ALLOW', WEB), 'info'],
    ['ALLOW of namespaces refuses plaintext callers', authorizationPolicy('ALLOW', { namespaces: ['web'] }), 'info'],
    ['DENY of principals lets plaintext callers through', authorizationPolicy('DENY', WEB), 'warning'],
    ['DENY of all but some refuses plaintext callers', authorizationPolicy('DENY', { notPrincipals: ['x'] }), 'info'],
    ['ALLOW of all but some lets plaintext callers through', authorizationPolicy('ALLOW', { notPrincipals: ['x'] }), 'warning'],
  ])('at a PERMISSIVE port: %s', (_, policy, severity) => {
    expect(severities([...SHOP, ...BARE, policy])).toEqual([severity]);
  });

  test('is an info where every known workload has a proxy', () => {
    expect(severities([...SHOP, authorizationPolicy('DENY', WEB)])).toEqual(['info']);
  });

  test('is an error where every port that it is about is DISABLE, and nobody ever has an identity', () => {
    expect(found(ID, [...SHOP, disable, authorizationPolicy('ALLOW', WEB)])).toEqual(['error AuthorizationPolicy shop/api spec.rules[0].from[0].source.principals']);
    expect(severities([...SHOP, peerAuthentication('api', { app: 'api', mode: 'STRICT', ports: { 8080: 'DISABLE' } }), authorizationPolicy('DENY', WEB, { to: { ports: ['8080'] } })])).toEqual(['error']);
  });

  test('is about the ports that it names', () => {
    const policies = (port: string) => [peerAuthentication('api', { app: 'api', mode: 'STRICT', ports: { 9102: 'PERMISSIVE' } }), authorizationPolicy('ALLOW', WEB, { to: { ports: [port] } })];
    expect(severities([...SHOP, ...policies('8080')])).toEqual([]);
    expect(severities([...SHOP, ...policies('9102')])).toEqual(['info']);
  });

  test('of the root namespace is about the workloads of all namespaces', () => {
    const [finding, ...others] = findingsIn(toYaml([...SHOP, injected('bank'), pods('api', { namespace: 'bank' }), authorizationPolicy('ALLOW', WEB, { namespace: 'istio-system' })]), ID);
    expect(finding.message).toContain('port 8080 of Deployment bank/api, port 8080 of Deployment shop/api');
    expect(others).toEqual([]);
  });

  test('is judged as ztunnel enforces it in ambient mode, where DISABLE still gives identities', () => {
    expect(severities([namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }), pods('api'), disable, authorizationPolicy('ALLOW', WEB)])).toEqual(['info']);
  });

  test.each<[string, KubernetesObject[]]>([
    ['at a STRICT port', [...SHOP, peerAuthentication('default', { mode: 'STRICT' }), authorizationPolicy('DENY', WEB)]],
    ['where nobody enforces it', [namespace('shop'), pods('api'), authorizationPolicy('DENY', WEB)]],
    ['of a gateway or Service', [...SHOP, ...BARE, anObject('security.istio.io/v1', 'AuthorizationPolicy', 'api', {
      action: 'DENY', targetRefs: [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'edge' }], rules: [{ from: [{ source: WEB }] }],
    })]],
    ['that only names addresses', [...SHOP, ...BARE, authorizationPolicy('DENY', { ipBlocks: ['10.0.0.0/8'] })]],
    ['that is only for audit', [...SHOP, ...BARE, authorizationPolicy('AUDIT', WEB)]],
  ])('is no finding %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});
