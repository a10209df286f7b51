import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { MeshPolicy, MtlsMode, NamespacePolicy } from '../../src';
import { aChart, refusalsOf } from '../support/app-builders';

describe('NamespacePolicy', () => {
  test.each(Object.values(MtlsMode))('is the PeerAuthentication "default" of its namespace, whatever the chart\'s: %s', (mode) => {
    const chart = aChart('elsewhere');
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode, reason: 'a pilot project' });
    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'shop', annotations: { 'mtls.cdk8s.io/reason': 'a pilot project' } },
      spec: { mtls: { mode } },
    }]);
  });

  test('changes nothing in the output when it moves in the tree', () => {
    const here = aChart();
    const there = aChart('other');
    new NamespacePolicy(here, 'shop', { namespaceName: 'shop', mode: MtlsMode.STRICT });
    new NamespacePolicy(new Construct(there, 'team'), 'mtls', { namespaceName: 'shop', mode: MtlsMode.STRICT });
    expect(Testing.synth(there)).toEqual(Testing.synth(here));
  });

  test('keeps the name that it has in the cluster', () => {
    const chart = aChart();
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.STRICT, policyName: 'shop-mtls' });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'shop-mtls', namespace: 'shop' });
  });

  test('is not for the root namespace, where it would be mesh-wide', () => {
    const chart = aChart();
    new NamespacePolicy(chart, 'root', { namespaceName: 'istio-system', mode: MtlsMode.STRICT });
    expect(refusalsOf(chart)).toEqual([
      '[policies/root] namespaceName: got "istio-system", the root namespace, where a policy is mesh-wide; allowed: any other namespace; use MeshPolicy for the mesh',
    ]);
  });

  test.each([
    [MtlsMode.DISABLE, undefined, 'PERMISSIVE'],
    [MtlsMode.DISABLE, MtlsMode.PERMISSIVE, 'PERMISSIVE'],
    [MtlsMode.PERMISSIVE, MtlsMode.STRICT, 'STRICT'],
    [MtlsMode.DISABLE, MtlsMode.STRICT, 'STRICT'],
  ])('wants a reason for %s below a mesh that says %s', (mode, meshMode, parent) => {
    const chart = aChart();
    if (meshMode !== undefined) new MeshPolicy(chart, 'mesh', { mode: meshMode });
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode });
    expect(refusalsOf(chart)).toEqual([
      `[policies/shop] PeerAuthentication shop/default is weaker than its parent without a reason: got ${mode} under ${parent}; `
      + `allowed: ${parent} or stronger, or a reason; set \`reason\`, which becomes an annotation`,
    ]);
  });

  test.each([
    [MtlsMode.PERMISSIVE, undefined],
    [MtlsMode.STRICT, MtlsMode.PERMISSIVE],
    [MtlsMode.UNSET, MtlsMode.STRICT],
    [MtlsMode.STRICT, MtlsMode.STRICT],
  ])('wants no reason for %s below a mesh that says %s', (mode, meshMode) => {
    const chart = aChart();
    if (meshMode !== undefined) new MeshPolicy(chart, 'mesh', { mode: meshMode });
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode });
    expect(refusalsOf(chart)).toEqual([]);
  });
});
