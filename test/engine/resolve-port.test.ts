import { describeWorkloads, PortReference, resolvePort } from '../../src/engine/resolve-port';
import type { ServiceFacts } from '../../src/model/service-facts';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aMesh } from '../support/a-mesh';
import { aService, aWorkload } from '../support/a-workload';

function resolve(reference: PortReference, workloads: WorkloadFacts[], services: ServiceFacts[] = []) {
  return resolvePort(aMesh({ workloads, services }), reference, workloads, () => describeWorkloads(workloads));
}

const behind = (port: number, name = 'web'): PortReference => ({ by: 'service', service: { namespace: 'shop', name }, port });
const web = aWorkload('web');

describe('a port given by number', () => {
  test('is one that a container declares', () => {
    expect(resolve({ by: 'number', port: 8080 }, [web])).toEqual({ number: 8080 });
  });

  test('is one that a Service leads to', () => {
    expect(resolve({ by: 'number', port: 3000 }, [web], [aService('web', { ports: [{ number: 80, target: 3000 }] })])).toEqual({ number: 3000 });
  });

  test('is one that only one of several workloads has', () => {
    expect(resolve({ by: 'number', port: 9090 }, [web, aWorkload('api', { ports: [{ number: 9090 }] })])).toEqual({ number: 9090 });
  });

  test.each([
    ['no workload is known', []],
    ['the workload declares none at all', [aWorkload('web', { ports: [] })]],
  ])('is any where %s', (_, workloads) => {
    expect(resolve({ by: 'number', port: 1234 }, workloads)).toEqual({ number: 1234 });
  });

  test('is refused where the workload declares others', () => {
    expect(resolve({ by: 'number', port: 9999 }, [web])).toEqual({ problem: expect.stringMatching(/Deployment shop\/web: got 9999; allowed: 8080 \(http\); /) });
  });

  test('is refused, with the port behind it, where it is the port of the workload\'s Service', () => {
    expect(resolve({ by: 'number', port: 80 }, [web], [aService('web')]))
      .toEqual({ problem: expect.stringContaining('80 is the port of Service shop/web, which leads to workload port 8080: give 8080') });
  });

  test('is refused, with the port behind it, where the Service names that port', () => {
    expect(resolve({ by: 'number', port: 80 }, [web], [aService('web', { ports: [{ number: 80, target: 'http' }] })]))
      .toEqual({ problem: expect.stringContaining('give 8080') });
  });
});

describe('a port given by name', () => {
  test('is the container port of that name', () => {
    expect(resolve({ by: 'name', name: 'http' }, [web])).toEqual({ number: 8080 });
  });

  test('is one number where several workloads agree', () => {
    expect(resolve({ by: 'name', name: 'http' }, [web, aWorkload('api')])).toEqual({ number: 8080 });
  });

  test('is found by either name of a number', () => {
    const dns = aWorkload('dns', { ports: [{ number: 53, name: 'dns' }, { number: 53, name: 'dns-tcp' }] });
    expect(resolve({ by: 'name', name: 'dns' }, [dns])).toEqual({ number: 53 });
    expect(resolve({ by: 'name', name: 'dns-tcp' }, [dns])).toEqual({ number: 53 });
  });

  test.each([
    ['no container has the name', [web], /got "grpc"; allowed: 8080 \(http\)/],
    ['no workload is known', [], /got "grpc".*no such workload is known/],
    ['several workloads mean several numbers by it',
      [aWorkload('web', { ports: [{ number: 1, name: 'grpc' }] }), aWorkload('api', { ports: [{ number: 2, name: 'grpc' }] })], /got 1 and 2; allowed: one/],
  ])('is refused where %s', (_, workloads, message) => {
    expect(resolve({ by: 'name', name: 'grpc' }, workloads)).toEqual({ problem: expect.stringMatching(message) });
  });
});

describe('a port given as what is behind a Service', () => {
  test.each<[string, ServiceFacts]>([
    ['by number', aService('web')],
    ['by name', aService('web', { ports: [{ number: 80, target: 'http' }] })],
  ])('is the one that the Service leads to %s', (_, service) => {
    expect(resolve(behind(80), [web], [service])).toEqual({ number: 8080 });
  });

  test('is what the Service says where no workload is known', () => {
    expect(resolve(behind(80), [], [aService('web')])).toEqual({ number: 8080 });
  });

  test.each<[string, ServiceFacts[], WorkloadFacts[], RegExp]>([
    ['the Service is unknown', [], [web], /port 80 of Service shop\/web.* no such Service is known/],
    ['the Service has no such port', [aService('web', { ports: [{ number: 443, target: 8443 }] })], [web], /Service shop\/web: got 80; allowed: 443/],
    ['the Service has no port', [aService('web', { ports: [] })], [web], /got 80; allowed: none/],
    ['the Service leads elsewhere', [aService('web', { selector: { app: 'api' } })], [web], /does not lead to Deployment shop\/web: got selector \{"app":"api"\}/],
    ['the Service has no selector', [aService('web', { selector: undefined })], [web], /got selector null/],
    ['no container has the name', [aService('web', { ports: [{ number: 80, target: 'grpc' }] })], [web], /got targetPort "grpc"/],
    ['the name is unknown, as the workload is', [aService('web', { ports: [{ number: 80, target: 'grpc' }] })], [], /got targetPort "grpc"/],
    ['the name means several numbers', [aService('web', { selector: {}, ports: [{ number: 80, target: 'http' }] })],
      [web, aWorkload('api', { ports: [{ number: 1, name: 'http' }] })], /got targetPort "http"/],
  ])('is refused where %s', (_, services, workloads, message) => {
    expect(resolve(behind(80), workloads, services)).toEqual({ problem: expect.stringMatching(message) });
  });
});

describe('describeWorkloads', () => {
  test('lists workloads by title', () => {
    expect(describeWorkloads([web, aWorkload('api')])).toBe('Deployment shop/api, Deployment shop/web');
  });

  test('says so where none is known', () => {
    expect(describeWorkloads([])).toBe('an unknown workload');
  });
});
