import { endpointsOf } from '../../src/engine/endpoints';
import { hostOfService, hostsOfServiceEntry } from '../../src/engine/hosts-of';
import type { MeshHost } from '../../src/engine/mesh-host';
import { LabelIndex } from '../../src/engine/selector-index';
import type { ServiceEntryFacts } from '../../src/model/service-entry-facts';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aServiceEntry, anEntryPort, aWorkloadEntry } from '../support/a-host';
import { RESOLVER_SETTINGS } from '../support/a-mesh';
import { aService, aWorkload, SomeService } from '../support/a-workload';

/** `WORKLOAD:PORT` of each server behind a host's only port; `-` stands for an address outside. */
function serversOf(host: MeshHost, workloads: readonly WorkloadFacts[]): string[] {
  const pods = new LabelIndex<WorkloadFacts>();
  const workloadEntries = new LabelIndex<WorkloadFacts>();
  for (const workload of workloads) (workload.kind === 'WorkloadEntry' ? workloadEntries : pods).add(workload.namespace, workload.podLabels, workload);
  return host.ports.flatMap((port) => endpointsOf(host, port, { pods, workloadEntries })).map(({ workload, port }) => `${workload?.name ?? '-'}:${port}`);
}

describe('behind a Service are', () => {
  const orders = aWorkload('orders', { ports: [{ number: 9090, name: 'web' }] });
  const canary = aWorkload('canary', { podLabels: { app: 'orders', track: 'canary' } });
  const machine = aWorkloadEntry('machine', { podLabels: { app: 'orders' } });

  test.each<[string, SomeService, WorkloadFacts[], string[]]>([
    ['the workloads that it selects', {}, [orders, canary, aWorkload('web')], ['orders:8080', 'canary:8080']],
    ['those of its own namespace', {}, [aWorkload('orders', { namespace: 'bank' })], []],
    ['all of its namespace, where its selector is empty', { selector: {} }, [orders, aWorkload('web')], ['orders:8080', 'web:8080']],
    ['none, where it has no selector', { selector: undefined }, [orders], []],
    ['ports that no container declares', { ports: [{ number: 80, target: 1234 }] }, [orders], ['orders:1234']],
    ['ports of that name, where it goes by name', { ports: [{ number: 80, target: 'web' }] }, [orders], ['orders:9090']],
    ['no workload that lacks the name', { ports: [{ number: 80, target: 'web' }] }, [orders, canary], ['orders:9090']],
    ['virtual machines that it selects', {}, [orders, machine], ['orders:8080', 'machine:8080']],
    ['none of the machines, where they have no port of the name', { ports: [{ number: 80, name: 'http', target: 'web' }] }, [machine], []],
  ])('%s', (_, service, workloads, expected) => {
    expect(serversOf(hostOfService(aService('orders', service), RESOLVER_SETTINGS)!, workloads)).toEqual(expected);
  });

  test.each<[string, Record<string, number>, string | number, number]>([
    ['the target port, where the machine names none', {}, 8080, 8080],
    ['its own port of the Service port\'s name, above a number', { http: 7070 }, 8080, 7070],
    ['its own port of the target\'s name', { web: 6060, http: 7070 }, 'web', 6060],
    ['its own port of the Service port\'s name, where it has none of the target\'s', { http: 7070 }, 'web', 7070],
  ])('of a virtual machine %s', (_, entryPorts, target, expected) => {
    const host = hostOfService(aService('orders', { ports: [{ number: 80, name: 'http', target }] }), RESOLVER_SETTINGS)!;
    expect(serversOf(host, [{ ...machine, entryPorts }])).toEqual([`machine:${expected}`]);
  });
});

describe('behind a ServiceEntry are', () => {
  const pod = aWorkload('db');
  const machine = aWorkloadEntry('machine', { podLabels: { app: 'db' }, entryPorts: { http: 7070 } });
  const selecting = { workloadSelector: { app: 'db' }, resolution: 'STATIC' } as const;
  const inline = { address: '10.0.0.1', labels: {}, ports: {} };

  test.each<[string, Partial<ServiceEntryFacts>, string[]]>([
    ['the pods and machines that it selects', selecting, ['db:80', 'machine:7070']],
    ['those at its target port', { ...selecting, ports: [anEntryPort(80, { targetPort: 8080 })] }, ['db:8080', 'machine:7070']],
    ['none that it does not select', { ...selecting, workloadSelector: { app: 'web' } }, []],
    ['the addresses that it lists', { endpoints: [inline, { ...inline, ports: { http: 7070 } }] }, ['-:80', '-:7070']],
    ['the name itself, with resolution DNS', { ports: [anEntryPort(80, { targetPort: 8080 })] }, ['-:8080']],
    ['the name itself, with resolution DNS_ROUND_ROBIN', { resolution: 'DNS_ROUND_ROBIN' }, ['-:80']],
    ['whatever was dialled, with resolution NONE', { resolution: 'NONE', ports: [anEntryPort(80, { targetPort: 8080 })] }, ['-:80']],
    ['nothing, with resolution STATIC and no list', { resolution: 'STATIC' }, []],
  ])('%s', (_, entry, expected) => {
    expect(hostsOfServiceEntry(aServiceEntry('db.example.com', entry)).flatMap((host) => serversOf(host, [pod, machine]))).toEqual(expected);
  });
});
