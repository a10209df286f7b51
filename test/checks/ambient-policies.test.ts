import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, namespace, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods, SomePolicy } from '../support/server-objects';

const AMBIENT = { 'istio.io/dataplane-mode': 'ambient' };
const PAY = namespace('pay', AMBIENT);
const LEDGER = pods('ledger', { namespace: 'pay' });

const inPay = (name: string, what: SomePolicy) => peerAuthentication(name, { namespace: 'pay', ...what });
const mesh = (what: SomePolicy) => peerAuthentication('mesh', { namespace: 'istio-system', ...what });

describe('DISABLE in ambient mode (MTLS108)', () => {
  const ID = 'MTLS108';

  test.each([
    ['of a namespace', inPay('default', { mode: 'DISABLE' }), 'pay/default spec.mtls.mode'],
    ['of the mesh', mesh({ mode: 'DISABLE' }), 'istio-system/mesh spec.mtls.mode'],
    ['of a workload', inPay('ledger', { mode: 'DISABLE', app: 'ledger' }), 'pay/ledger spec.mtls.mode'],
    ['of a port', inPay('ledger', { mode: 'STRICT', app: 'ledger', ports: { 8080: 'DISABLE' } }), 'pay/ledger spec.portLevelMtls["8080"].mode'],
  ])('is a warning: %s', (_, policy, where) => {
    expect(found(ID, [PAY, LEDGER, policy])).toEqual([`warning PeerAuthentication ${where}`]);
  });

  test('is an info where the policy is for sidecars too, to which it means something', () => {
    expect(found(ID, [PAY, LEDGER, injected('shop'), pods('api'), mesh({ mode: 'DISABLE' })])).toEqual(['info PeerAuthentication istio-system/mesh spec.mtls.mode']);
  });

  test('is an info in a namespace that is labelled, and of which nothing else is known', () => {
    expect(found(ID, [PAY, inPay('default', { mode: 'DISABLE' })])).toEqual(['info PeerAuthentication pay/default spec.mtls.mode']);
  });

  test.each<[string, KubernetesObject[]]>([
    ['sidecars', [injected('shop'), pods('api'), peerAuthentication('default', { mode: 'DISABLE' })]],
    ['a namespace whose workload has a mode of its own', [PAY, LEDGER, inPay('default', { mode: 'DISABLE' }), inPay('ledger', { mode: 'STRICT', app: 'ledger' })]],
    ['an exception that is passed over, which MTLS109 tells', [PAY, LEDGER, inPay('default', { mode: 'STRICT' }), inPay('ledger', { app: 'ledger', ports: { 8080: 'DISABLE' } })]],
  ])('is none for %s', (_, objects) => {
    expect(found(ID, objects, { ambient: true })).toEqual([]);
  });
});

describe('what ambient mode makes of policies (MTLS109)', () => {
  const ID = 'MTLS109';
  const exception = (mode: string, own?: string) => inPay('ledger', { mode: own, app: 'ledger', ports: { 8080: mode } });

  test.each<[string, KubernetesObject[], string, string]>([
    ['DISABLE at a port under inherited STRICT is passed over', [inPay('default', { mode: 'STRICT' }), exception('DISABLE')], 'pay/ledger spec.portLevelMtls["8080"].mode', 'passes the exception over'],
    ['STRICT at a port of a PERMISSIVE workload lets plaintext in under a STRICT mesh', [mesh({ mode: 'STRICT' }), exception('STRICT', 'PERMISSIVE')],
      'pay/ledger spec.portLevelMtls["8080"].mode', 'port 8080 of Deployment pay/ledger takes plaintext'],
    ['a PERMISSIVE port opens all ports where the namespace says UNSET', [mesh({ mode: 'STRICT' }), inPay('default', { mode: 'UNSET' }), exception('PERMISSIVE')],
      'pay/ledger spec.portLevelMtls', 'every port of Deployment pay/ledger takes plaintext'],
    ['a mesh policy with an empty selector is not found', [mesh({ mode: 'STRICT', selector: {} })], 'istio-system/mesh spec.selector', 'does not find the mesh\'s policy'],
  ])('%s', (_, policies, where, message) => {
    const findings = findingsIn(toYaml([PAY, LEDGER, ...policies]), ID);
    expect(findings.map(({ severity, resource, field }) => `${severity} ${resource} ${field}`)).toEqual([`error PeerAuthentication ${where}`]);
    expect(findings[0].message).toContain(message);
  });

  test.each<[string, KubernetesObject[]]>([
    ['a PERMISSIVE port under a STRICT namespace', [PAY, LEDGER, inPay('default', { mode: 'STRICT' }), exception('PERMISSIVE')]],
    ['a DISABLE port of a workload that is itself STRICT', [PAY, LEDGER, exception('DISABLE', 'STRICT')]],
    ['the same for sidecars', [injected('pay'), LEDGER, inPay('default', { mode: 'STRICT' }), exception('DISABLE'), mesh({ mode: 'STRICT', selector: {} })]],
    ['an empty selector that nobody in ambient mode misses', [injected('shop'), pods('api'), mesh({ mode: 'STRICT', selector: {} })]],
    ['an empty selector of a policy that says UNSET', [PAY, LEDGER, mesh({ mode: 'UNSET', selector: {} })]],
  ])('%s is none', (_, objects) => {
    expect(found(ID, objects, { ambient: true })).toEqual([]);
  });
});
