import { runChecks } from '../../src/checks/run-checks';
import { selectorSelectsNothing } from '../../src/checks/selector-selects-nothing';
import { aCheckContext, findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, policy, toYaml } from '../support/mesh-objects';
import { pods, service } from '../support/server-objects';

const ID = 'MTLS105';

describe('a policy for a namespace of which nothing is there', () => {
  test('is an info, as the namespace may be elsewhere', () => {
    expect(found(ID, [injected('shop'), policy('STRICT', 'bank')])).toEqual(['info PeerAuthentication bank/default metadata.namespace']);
  });

  test('is a warning where its name is nearly that of one that is there', () => {
    const [finding, ...others] = findingsIn(toYaml([pods('api', { namespace: 'payments' }), policy('STRICT', 'paymets')]), ID);
    expect(finding).toMatchObject({ severity: 'warning', message: expect.stringContaining('got paymets; allowed: payments, if that is what is meant') });
    expect(others).toEqual([]);
  });

  test.each<[string, KubernetesObject[]]>([
    ['a Namespace', [injected('bank')]],
    ['a workload', [pods('api', { namespace: 'bank' })]],
    ['a Service', [service('api', {}, 'bank')]],
  ])('is none of one that has %s', (_, objects) => {
    expect(found(ID, [injected('shop'), ...objects, policy('STRICT', 'bank')])).toEqual([]);
  });

  test.each(['default', 'istio-system', 'kube-system'])('is none of %s, which every cluster has', (name) => {
    expect(found(ID, [injected('shop'), policy('STRICT', name)])).toEqual([]);
  });

  test('is none where the manifests hold policies alone, or are said to hold all of it', () => {
    expect(found(ID, [policy('STRICT', 'bank'), policy('STRICT', 'shop')])).toEqual([]);
    expect(runChecks(aCheckContext(toYaml([injected('shop'), policy('STRICT', 'bank')]), {}, ['bank']), [selectorSelectsNothing])).toEqual([]);
  });
});
