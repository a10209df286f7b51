import { App, Chart, Testing } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { ClientPolicy, ClientPortPolicy, ClientTls, Host, Mesh } from '../../src';
import { aChart, rawRule, refusalsOf, rulesOf, service } from '../support/app-builders';

function hostsOf(chart: Chart): unknown[] {
  return rulesOf(chart).map(({ metadata, spec }) => [metadata.namespace, metadata.name, spec]);
}

describe('ClientPolicy', () => {
  test('is a DestinationRule in its Service\'s namespace, under its id, for the Service\'s full name', () => {
    const chart = aChart('foo');
    const bar = service(chart, 'bar', { app: 'bar' }, [{ port: 80 }]);
    new ClientPolicy(chart, 'to-bar', { host: Host.ofService(bar), tls: ClientTls.ISTIO_MUTUAL });
    expect(rulesOf(chart)).toEqual([{
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'to-bar', namespace: 'foo' },
      spec: { host: 'bar.foo.svc.cluster.local', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } },
    }]);
  });

  test.each([['cdk8s-plus-28', kplus28], ['cdk8s-plus-34', kplus34 as unknown as typeof kplus28]])('takes a Service of %s', (_version, kplus) => {
    const chart = aChart('foo');
    const bar = new kplus.Service(chart, 'service', { metadata: { name: 'bar' }, ports: [{ port: 80 }] });
    new ClientPolicy(chart, 'to-bar', { host: Host.ofService(bar), tls: ClientTls.DISABLE });
    expect(hostsOf(chart)).toEqual([['foo', 'to-bar', { host: 'bar.foo.svc.cluster.local', trafficPolicy: { tls: { mode: 'DISABLE' } } }]]);
  });

  test('lies in the Service\'s namespace, whatever the chart\'s', () => {
    const chart = aChart('policies');
    new ClientPolicy(chart, 'to-bar', { host: Host.service('bar', 'foo'), tls: ClientTls.ISTIO_MUTUAL });
    expect(hostsOf(chart)).toEqual([['foo', 'to-bar', { host: 'bar.foo.svc.cluster.local', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }]]);
  });

  test('names a Service without a namespace shortly, as both go where they are applied together', () => {
    const chart = new Chart(new App(), 'policies');
    new ClientPolicy(chart, 'to-bar', { host: Host.ofService(service(chart, 'bar', {}, [])), tls: ClientTls.ISTIO_MUTUAL });
    expect(hostsOf(chart)).toEqual([[undefined, 'to-bar', { host: 'bar', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }]]);
  });

  test('ends the Service\'s name with the cluster domain that is configured after it', () => {
    const chart = aChart();
    new ClientPolicy(chart, 'to-bar', { host: Host.service('bar', 'foo'), tls: ClientTls.ISTIO_MUTUAL });
    Mesh.of(chart).configure({ clusterDomain: 'corp.example' });
    expect(rulesOf(chart)[0].spec.host).toBe('bar.foo.svc.corp.example');
  });

  test('takes an external host as it stands, in the namespace of its ServiceEntry', () => {
    const chart = aChart();
    new ClientPolicy(chart, 'to-api', { host: Host.external('api.example.com', 'egress'), tls: ClientTls.simple() });
    expect(hostsOf(chart)).toEqual([['egress', 'to-api', { host: 'api.example.com', trafficPolicy: { tls: { mode: 'SIMPLE' } } }]]);
  });

  test('writes each port whole, as a port\'s settings replace the host\'s', () => {
    const chart = aChart();
    const host = Host.service('db', 'shop');
    new ClientPolicy(chart, 'to-db', {
      host,
      tls: ClientTls.ISTIO_MUTUAL,
      ports: [ClientPortPolicy.of(host.port(3306), ClientTls.DISABLE), ClientPortPolicy.of(host.port(443), ClientTls.simple({ sni: 'db.example.com' }))],
    });
    expect(rulesOf(chart)[0].spec.trafficPolicy).toEqual({
      tls: { mode: 'ISTIO_MUTUAL' },
      portLevelSettings: [
        { port: { number: 3306 }, tls: { mode: 'DISABLE' } },
        { port: { number: 443 }, tls: { mode: 'SIMPLE', sni: 'db.example.com' } },
      ],
    });
  });

  test('refuses a port of another host, and a port twice', () => {
    const chart = aChart();
    const [db, cart] = [Host.service('db', 'shop'), Host.service('cart', 'shop')];
    const to = (host: Host, port: number) => ClientPortPolicy.of(host.port(port), ClientTls.DISABLE);
    expect(() => new ClientPolicy(chart, 'one', { host: db, tls: ClientTls.ISTIO_MUTUAL, ports: [to(cart, 80)] })).toThrow(
      new Error('policies/one: ports: got "port 80 of Service shop/cart"; allowed: ports of Service shop/db; write host.port(…) with the policy\'s own host'));
    expect(() => new ClientPolicy(chart, 'two', { host: db, tls: ClientTls.ISTIO_MUTUAL, ports: [to(db, 80), to(db, 80)] })).toThrow(
      new Error('policies/two: ports, of which one is there twice: got 80; allowed: each Service port once; remove one'));
  });

  test('takes the port of an equal host that was written a second time', () => {
    const chart = aChart();
    const port = ClientPortPolicy.of(Host.service('db', 'shop').port(3306), ClientTls.DISABLE);
    new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls: ClientTls.ISTIO_MUTUAL, ports: [port] });
    expect(rulesOf(chart)[0].spec.trafficPolicy.portLevelSettings).toEqual([{ port: { number: 3306 }, tls: { mode: 'DISABLE' } }]);
  });

  test('keeps the name that it has in the cluster', () => {
    const chart = aChart();
    new ClientPolicy(chart, 'Any Id', { host: Host.service('bar', 'foo'), tls: ClientTls.DISABLE, policyName: 'bar-rule' });
    expect(rulesOf(chart)[0].metadata.name).toBe('bar-rule');
  });

  test('changes nothing in the output when it moves in the tree', () => {
    const [here, there] = [aChart('one'), aChart('two')];
    for (const scope of [here, new Construct(new Construct(there, 'team'), 'component')]) {
      new ClientPolicy(scope, 'to-bar', { host: Host.service('bar', 'foo'), tls: ClientTls.ISTIO_MUTUAL });
    }
    expect(Testing.synth(there)).toEqual(Testing.synth(here));
  });
});

describe('ClientPolicy for a wildcard', () => {
  test('lies in the root namespace, where all clients read it', () => {
    const chart = aChart();
    new ClientPolicy(chart, 'mesh-wide', { host: Host.wildcard('*.local', []), tls: ClientTls.ISTIO_MUTUAL });
    Mesh.of(chart).configure({ rootNamespace: 'istio-config' });
    expect(hostsOf(chart)).toEqual([['istio-config', 'mesh-wide', { host: '*.local', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }]]);
  });

  test('gives each excluded host a rule of its own, in its own namespace, which sets nothing', () => {
    const chart = aChart('shop');
    const legacy = service(chart, 'legacy', { app: 'legacy' }, [{ port: 80 }]);
    new ClientPolicy(chart, 'mesh-wide', {
      host: Host.wildcard('*', [Host.ofService(legacy), Host.service('kubernetes', 'default'), Host.external('api.example.com', 'egress')]),
      tls: ClientTls.ISTIO_MUTUAL,
    });
    expect(hostsOf(chart)).toEqual([
      ['istio-system', 'mesh-wide', { host: '*', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }],
      ['shop', 'mesh-wide-except-legacy', { host: 'legacy.shop.svc.cluster.local' }],
      ['default', 'mesh-wide-except-kubernetes', { host: 'kubernetes.default.svc.cluster.local' }],
      ['egress', 'mesh-wide-except-api.example.com', { host: 'api.example.com' }],
    ]);
  });

  test.each([
    ['a ClientPolicy', (chart: Chart) => new ClientPolicy(chart, 'own', { host: Host.service('db', 'shop'), tls: ClientTls.DISABLE })],
    ['a DestinationRule by its full name', (chart: Chart) => rawRule(chart, 'own', { name: 'own', namespace: 'shop' }, { host: 'db.shop.svc.cluster.local' })],
    ['a DestinationRule by its short name', (chart: Chart) => rawRule(chart, 'own', { name: 'own', namespace: 'shop' }, { host: 'db' })],
  ])('leaves an excluded host alone for which the app has %s, as that wins by itself', (_what, own) => {
    const chart = aChart();
    own(chart);
    new ClientPolicy(chart, 'mesh-wide', { host: Host.wildcard('*.local', [Host.service('db', 'shop')]), tls: ClientTls.ISTIO_MUTUAL });
    expect(rulesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['own', 'mesh-wide']);
  });

  test('excludes a host once that two wildcards exclude', () => {
    const chart = aChart();
    for (const pattern of ['*.local', '*.shop.svc.cluster.local']) {
      new ClientPolicy(chart, pattern === '*.local' ? 'wide' : 'narrow', { host: Host.wildcard(pattern, [Host.service('db', 'shop')]), tls: ClientTls.ISTIO_MUTUAL });
    }
    expect(rulesOf(chart).map(({ metadata }) => metadata.name).sort()).toEqual(['narrow', 'wide', 'wide-except-db']);
  });

  test('withdraws an exclusion with its wildcard', () => {
    const chart = aChart();
    new ClientPolicy(chart, 'wide', { host: Host.wildcard('*.local', [Host.service('db', 'shop')]), tls: ClientTls.ISTIO_MUTUAL });
    expect(rulesOf(chart)).toHaveLength(2);
    chart.node.tryRemoveChild('wide');
    expect(rulesOf(chart)).toEqual([]);
  });
});

describe('two rules', () => {
  test('of one name in one namespace are refused, with both paths', () => {
    const chart = aChart();
    new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls: ClientTls.DISABLE });
    rawRule(chart, 'included', { name: 'to-db', namespace: 'shop' }, { host: 'db' });
    expect(refusalsOf(chart)).toEqual([
      '[policies/to-db] two objects have one name: got DestinationRule shop/to-db by policies/to-db and policies/included; '
      + 'allowed: one, as the cluster keeps the one applied last; choose another id, or set policyName',
    ]);
  });
});
