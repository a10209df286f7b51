import { Chart } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import { Host, MtlsMode, PortPolicy, Workload, WorkloadPolicy, WorkloadPort } from '../../src';
import { aChart, policiesOf, refusalsOf, service, workload, WorkloadOptions } from '../support/app-builders';

const REASON = { reason: 'scraped from outside the mesh' };
const TWO_PORTS = [{ containerPort: 8080, name: 'http' }, { containerPort: 9102, name: 'metrics' }];

function except(chart: Chart, ports: PortPolicy[], options: WorkloadOptions = { ports: TWO_PORTS }): void {
  new WorkloadPolicy(chart, 'policy', { workload: Workload.of(workload(chart, 'orders', options)), mode: MtlsMode.STRICT, ports });
}

function portsOf(chart: Chart): Record<string, unknown> {
  return policiesOf(chart)[0].spec.portLevelMtls;
}

describe('a workload port by number', () => {
  test('is written as it is', () => {
    const chart = aChart();
    except(chart, [PortPolicy.permissivePort(WorkloadPort.number(9102), REASON)]);
    expect(portsOf(chart)).toEqual({ 9102: { mode: 'PERMISSIVE' } });
  });

  test('that no container declares is refused, with the ports that there are', () => {
    const chart = aChart();
    except(chart, [PortPolicy.permissive(9103, REASON)]);
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy] no workload port of Deployment shop/orders: got 9103; allowed: 8080 (http), 9102 (metrics); give one of these, or declare the port in the container',
    ]);
  });

  test.each([
    ['a number', 8080, '8080 (http), 9102 (metrics)'],
    ['a name', 'http', '8080 (http), 9102 (metrics)'],
  ])('that is a Service\'s, which leads on to %s, is refused with the one that was meant', (_what, targetPort, allowed) => {
    const chart = aChart();
    service(chart, 'orders', { app: 'orders' }, [{ port: 80, targetPort }]);
    except(chart, [PortPolicy.permissive(80, REASON)]);
    expect(refusalsOf(chart)).toEqual([
      `[policies/policy] no workload port of Deployment shop/orders: got 80; allowed: ${allowed}; `
      + '80 is the port of Service shop/orders, which leads to workload port 8080: give 8080',
    ]);
  });

  test('may be any of a workload that declares no port, which may listen on any', () => {
    const chart = aChart();
    except(chart, [PortPolicy.permissive(9102, REASON)], { ports: [] });
    expect(portsOf(chart)).toEqual({ 9102: { mode: 'PERMISSIVE' } });
  });

  test('may be one that only a Service leads to', () => {
    const chart = aChart();
    service(chart, 'orders', { app: 'orders' }, [{ port: 80, targetPort: 7000 }]);
    except(chart, [PortPolicy.permissive(7000, REASON)]);
    expect(portsOf(chart)).toEqual({ 7000: { mode: 'PERMISSIVE' } });
  });

  test('may be one of an init container, which may go on as a sidecar', () => {
    const chart = aChart();
    except(chart, [PortPolicy.permissive(5432, REASON)], {
      ports: TWO_PORTS, podSpec: { initContainers: [{ name: 'proxy', image: 'i', restartPolicy: 'Always', ports: [{ containerPort: 5432 }] }] },
    });
    expect(portsOf(chart)).toEqual({ 5432: { mode: 'PERMISSIVE' } });
  });
});

describe('a workload port by name', () => {
  test('is the container port of that name', () => {
    const chart = aChart();
    except(chart, [PortPolicy.disablePort(WorkloadPort.named('metrics'), REASON)]);
    expect(portsOf(chart)).toEqual({ 9102: { mode: 'DISABLE' } });
  });

  test('that no container port has is refused, with those that there are', () => {
    const chart = aChart();
    except(chart, [PortPolicy.permissivePort(WorkloadPort.named('metric'), REASON)]);
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy] no container port of Deployment shop/orders has this name: got "metric"; allowed: 8080 (http), 9102 (metrics); '
      + 'name one of these, or give the port a name in the container',
    ]);
  });

  test('that means several numbers is refused', () => {
    const chart = aChart();
    workload(chart, 'blue', { labels: { app: 'orders', colour: 'blue' }, ports: [{ containerPort: 9102, name: 'metrics' }] });
    workload(chart, 'green', { labels: { app: 'orders', colour: 'green' }, ports: [{ containerPort: 9103, name: 'metrics' }] });
    new WorkloadPolicy(chart, 'policy', {
      workload: Workload.labelled('shop', { app: 'orders' }), mode: MtlsMode.STRICT, ports: [PortPolicy.permissivePort(WorkloadPort.named('metrics'), REASON)],
    });
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy] port "metrics" of Deployment shop/blue, Deployment shop/green means several numbers: got 9102 and 9103; allowed: one; '
      + 'give the number, or write a policy for each workload',
    ]);
  });

  test('of a workload that is not known is refused, as nothing says its number', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'policy', {
      workload: Workload.labelled('elsewhere', { app: 'db' }), mode: MtlsMode.STRICT, ports: [PortPolicy.permissivePort(WorkloadPort.named('metrics'), REASON)],
    });
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy] port of the pods of elsewhere labelled app=db: got "metrics", and no such workload is known; allowed: names of container ports of known workloads; '
      + 'give the number, or add the workload\'s manifest with Mesh.of(app).addManifests(…)',
    ]);
  });
});

describe('a workload port behind a Service', () => {
  test.each([
    ['targetPort as a number', { port: 80, targetPort: 8080 }, 8080],
    ['targetPort as a name', { port: 80, targetPort: 'metrics' }, 9102],
    ['no targetPort', { port: 9102 }, 9102],
  ])('is what the Service leads to: %s', (_what, port, expected) => {
    const chart = aChart();
    const orders = service(chart, 'orders', { app: 'orders' }, [port]);
    except(chart, [PortPolicy.strictPort(WorkloadPort.behind(Host.ofService(orders).port(port.port)), REASON)]);
    expect(portsOf(chart)).toEqual({ [expected]: { mode: 'STRICT' } });
  });

  test('is found through a Service of cdk8s-plus', () => {
    const chart = aChart();
    const deployment = new kplus28.Deployment(chart, 'orders', {
      podMetadata: { labels: { app: 'orders' } }, containers: [{ image: 'i', ports: [{ number: 8443, name: 'https' }] }],
    });
    const orders = deployment.exposeViaService({ ports: [{ port: 443, targetPort: 8443 }] });
    const port = WorkloadPort.behind(Host.ofService(orders).port(443));
    new WorkloadPolicy(chart, 'policy', { workload: Workload.of(deployment), mode: MtlsMode.UNSET, ports: [PortPolicy.permissivePort(port, REASON)] });
    expect(portsOf(chart)).toEqual({ 8443: { mode: 'PERMISSIVE' } });
  });

  test('that does not lead to the workload is refused', () => {
    const chart = aChart();
    service(chart, 'cart', { app: 'cart' }, [{ port: 80, targetPort: 8080 }]);
    except(chart, [PortPolicy.permissivePort(WorkloadPort.behind(Host.service('cart', 'shop').port(80)), REASON)]);
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy] Service shop/cart does not lead to Deployment shop/orders: got selector {"app":"cart"}; allowed: a Service that selects the pods; '
      + 'give its own Service, or the workload port\'s number',
    ]);
  });

  test('that is not among the manifests is refused', () => {
    const chart = aChart();
    except(chart, [PortPolicy.permissivePort(WorkloadPort.behind(Host.service('orders', 'shop').port(80)), REASON)]);
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy] WorkloadPort.behind: got port 80 of Service shop/orders, and no such Service is known; allowed: Services of the app and of added manifests; '
      + 'add it with Mesh.of(app).addManifests(…), or give the workload port\'s number',
    ]);
  });

  test('that has no such port is refused, with those that it has', () => {
    const chart = aChart();
    service(chart, 'orders', { app: 'orders' }, [{ port: 80, targetPort: 8080 }, { port: 443 }]);
    except(chart, [PortPolicy.permissivePort(WorkloadPort.behind(Host.service('orders', 'shop').port(8080)), REASON)]);
    expect(refusalsOf(chart)).toEqual(['[policies/policy] no port of Service shop/orders: got 8080; allowed: 80, 443; give one of these']);
  });

  test('whose name no container port has is refused', () => {
    const chart = aChart();
    service(chart, 'orders', { app: 'orders' }, [{ port: 80, targetPort: 'grpc' }]);
    except(chart, [PortPolicy.permissivePort(WorkloadPort.behind(Host.service('orders', 'shop').port(80)), REASON)]);
    expect(refusalsOf(chart)).toEqual([
      '[policies/policy] port 80 of Service shop/orders leads to no one container port of Deployment shop/orders: got targetPort "grpc"; allowed: 8080 (http), 9102 (metrics); '
      + 'mend the Service\'s targetPort, or give the workload port\'s number',
    ]);
  });

  test.each([
    ['an external host', Host.external('api.example.com', 'shop'), 'api.example.com'],
    ['a pattern', Host.wildcard('*.local', []), '*.local'],
  ])('is refused for %s, which is no Service', (_what, host, got) => {
    const chart = aChart();
    except(chart, [PortPolicy.permissivePort(WorkloadPort.behind(host.port(80)), REASON)]);
    expect(refusalsOf(chart)).toEqual([
      `[policies/policy] WorkloadPort.behind: got a port of ${got}, which is no Service; allowed: a port of a Service; give the workload port's number`,
    ]);
  });
});

describe('the ports of one policy', () => {
  test.each([
    ['two numbers', PortPolicy.strict(9102, REASON)],
    ['number and name', PortPolicy.strictPort(WorkloadPort.named('metrics'), REASON)],
    ['number and Service', PortPolicy.strictPort(WorkloadPort.behind(Host.service('orders', 'shop').port(81)), REASON)],
  ])('are each there once: %s that are the same port are refused', (_what, twin) => {
    const chart = aChart();
    service(chart, 'orders', { app: 'orders' }, [{ port: 81, targetPort: 'metrics' }]);
    except(chart, [PortPolicy.permissive(9102, REASON), twin]);
    expect(refusalsOf(chart)).toEqual(['[policies/policy] ports: got workload port 9102 twice; allowed: one policy per port; remove one']);
  });

  test('are refused together', () => {
    const chart = aChart();
    except(chart, [PortPolicy.permissive(1, REASON), PortPolicy.permissive(2, REASON)]);
    expect(refusalsOf(chart).map((line) => line.slice(0, 78))).toEqual([
      '[policies/policy] no workload port of Deployment shop/orders: got 1; allowed: ',
      '[policies/policy] no workload port of Deployment shop/orders: got 2; allowed: ',
    ]);
  });
});
