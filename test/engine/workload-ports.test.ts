import { describePorts, isBehind, workloadPorts } from '../../src/engine/workload-ports';
import { aService, aWorkload } from '../support/a-workload';

describe('isBehind', () => {
  test.each([
    ['a Service that selects the pods', aService('web'), true],
    ['a Service that selects others', aService('api'), false],
    ['a Service of another namespace', aService('web', { namespace: 'bank' }), false],
    ['a Service without a selector', aService('web', { selector: undefined }), false],
  ])('%s: %3$s', (_, service, expected) => {
    expect(isBehind(aWorkload('web'), service)).toBe(expected);
  });
});

describe('workloadPorts', () => {
  test('are those of its containers, by number', () => {
    const web = aWorkload('web', { ports: [{ number: 9090, name: 'metrics' }, { number: 8080 }] });
    expect(workloadPorts(web, [])).toEqual([{ number: 8080 }, { number: 9090, name: 'metrics' }]);
  });

  test('are also those that Services lead to, each once', () => {
    const services = [
      aService('web', { ports: [{ number: 80, target: 3000 }, { number: 81, target: 8080 }, { number: 82, target: 3000 }] }),
      aService('api', { ports: [{ number: 80, target: 4000 }] }),
    ];
    expect(workloadPorts(aWorkload('web'), services)).toEqual([{ number: 3000 }, { number: 8080, name: 'http' }]);
  });

  test('do not count a Service\'s named target, which says no number', () => {
    expect(workloadPorts(aWorkload('web'), [aService('web', { ports: [{ number: 80, target: 'grpc' }] })])).toEqual([{ number: 8080, name: 'http' }]);
  });

  test('keep both names of a number that is declared for TCP and for UDP', () => {
    const dns = aWorkload('dns', { ports: [{ number: 53, name: 'dns-tcp' }, { number: 53, name: 'dns' }] });
    expect(workloadPorts(dns, [])).toEqual([{ number: 53, name: 'dns-tcp' }, { number: 53, name: 'dns' }]);
  });

  test('leave the workload\'s own list as it is', () => {
    const web = aWorkload('web', { ports: [{ number: 9090 }, { number: 8080 }] });
    workloadPorts(web, [aService('web', { ports: [{ number: 80, target: 3000 }] })]);
    expect(web.ports).toEqual([{ number: 9090 }, { number: 8080 }]);
  });
});

describe('describePorts', () => {
  test('lists numbers with their names', () => {
    expect(describePorts([{ number: 8080, name: 'http' }, { number: 9090 }])).toBe('8080 (http), 9090');
  });

  test('says so where there are none', () => {
    expect(describePorts([])).toBe('none');
  });
});
