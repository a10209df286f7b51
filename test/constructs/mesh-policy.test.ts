import { App, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Mesh, MeshPolicy, MtlsMode } from '../../src';
import { aChart } from '../support/app-builders';

describe('MeshPolicy', () => {
  test.each(Object.values(MtlsMode))('is the PeerAuthentication "default" of the root namespace, without a selector: %s', (mode) => {
    const chart = aChart();
    new MeshPolicy(chart, 'mesh', { mode, reason: 'a pilot project' });
    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'istio-system', annotations: { 'mtls.cdk8s.io/reason': 'a pilot project' } },
      spec: { mtls: { mode } },
    }]);
  });

  test('has no annotations without a reason', () => {
    const chart = aChart();
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'default', namespace: 'istio-system' });
  });

  test('lies in the root namespace that is configured after it', () => {
    const chart = aChart();
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    Mesh.of(chart).configure({ rootNamespace: 'istio-config' });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'default', namespace: 'istio-config' });
  });

  test('keeps the name that it has in the cluster', () => {
    const chart = aChart();
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT, policyName: 'mesh-wide.v1' });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'mesh-wide.v1', namespace: 'istio-system' });
  });

  test('changes nothing in the output when it moves in the tree', () => {
    const app = new App();
    const here = aChart('shop', app, 'here');
    const there = aChart('shop', new App(), 'there');
    new MeshPolicy(here, 'mesh', { mode: MtlsMode.STRICT });
    new MeshPolicy(new Construct(new Construct(there, 'deep'), 'down'), 'renamed', { mode: MtlsMode.STRICT });
    expect(Testing.synth(there)).toEqual(Testing.synth(here));
  });

  test('takes any id, as the id is no part of its name', () => {
    const chart = aChart();
    new MeshPolicy(chart, 'The Mesh/all of it!', { mode: MtlsMode.STRICT });
    expect(Testing.synth(chart)[0].metadata.name).toBe('default');
  });

  test('writes its last day beside its reason', () => {
    const chart = aChart();
    Mesh.of(chart).configure({ today: '2027-09-30' });
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.DISABLE, reason: 'until the new CA', until: '2027-09-30' });
    expect(Testing.synth(chart)[0].metadata.annotations).toEqual({ 'mtls.cdk8s.io/reason': 'until the new CA', 'mtls.cdk8s.io/until': '2027-09-30' });
  });
});
