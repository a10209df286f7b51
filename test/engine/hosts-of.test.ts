import { hostOfService, hostsOfServiceEntry } from '../../src/engine/hosts-of';
import type { HostPort, MeshHost } from '../../src/engine/mesh-host';
import type { ServiceEntryFacts } from '../../src/model/service-entry-facts';
import { aServiceEntry, anEntryPort } from '../support/a-host';
import { aService, SomeService } from '../support/a-workload';

const DOMAIN = { clusterDomain: 'cluster.local' };
const ofService = (what: SomeService) => hostOfService(aService('orders', what), DOMAIN);
const ofEntry = (what: Partial<ServiceEntryFacts>) => hostsOfServiceEntry(aServiceEntry('db.example.com', what));

describe('the host of a Service', () => {
  test('is its name in the cluster\'s domain', () => {
    const service = aService('orders', { ports: [{ number: 80, name: 'http', target: 'web' }] });
    const ports: HostPort[] = [{ number: 80, name: 'http', protocol: 'http', isServerFirst: false, target: 'web' }];
    expect(hostOfService(service, { clusterDomain: 'example.org' })).toEqual({
      host: 'orders.shop.svc.example.org',
      namespace: 'shop',
      kind: 'Service',
      object: service,
      discovery: 'endpoints',
      isExternal: false,
      ports,
      claims: ports,
      exportTo: [],
    } satisfies MeshHost);
  });

  test('is not there for an ExternalName, which is another host\'s alias', () => {
    expect(ofService({ type: 'ExternalName' })).toBeUndefined();
  });

  test.each<[string, SomeService, Partial<MeshHost>]>([
    ['that is headless leads clients where they dialled', { isHeadless: true }, { discovery: 'original-dst' }],
    ['of type NodePort is one like others', { type: 'NodePort' }, { discovery: 'endpoints' }],
    ['without a port has none', { ports: [] }, { ports: [] }],
    ['is exported as its annotation says', { annotations: { 'networking.istio.io/exportTo': 'bank, .' } }, { exportTo: ['bank', '.'] }],
  ])('%s', (_, service, expected) => {
    expect(ofService(service)).toMatchObject(expected);
  });

  test('leads TCP clients to its TCP ports only, but claims the others too', () => {
    const host = ofService({ ports: [{ number: 53, name: 'http', target: 53, isTcp: false }, { number: 80, target: 8080 }] })!;
    expect(host.ports.map(({ number }) => number)).toEqual([80]);
    expect(host.claims.map(({ number, protocol }) => `${number} ${protocol}`)).toEqual(['53 tcp', '80 auto']);
  });

  test.each<[string, Partial<HostPort>, Partial<HostPort>]>([
    ['without a name', {}, { name: '', protocol: 'auto', isServerFirst: false }],
    ['named mysql', { name: 'mysql' }, { protocol: 'tcp', isServerFirst: true }],
    ['named tcp', { name: 'tcp' }, { protocol: 'tcp', isServerFirst: false }],
  ])('has a port %s', (_, port, expected) => {
    expect(ofService({ ports: [{ number: 80, target: 8080, ...port }] })?.ports).toEqual([expect.objectContaining(expected)]);
  });
});

describe('the hosts of a ServiceEntry', () => {
  test('are each of those that it names', () => {
    expect(ofEntry({ hosts: ['db.example.com', '*.example.org'] }).map(({ host, kind }) => `${kind} ${host}`)).toEqual(['ServiceEntry db.example.com', 'ServiceEntry *.example.org']);
  });

  test.each<[string, Partial<ServiceEntryFacts>, Partial<MeshHost>]>([
    ['outside the mesh', { location: 'MESH_EXTERNAL' }, { isExternal: true }],
    ['in the mesh', { location: 'MESH_INTERNAL' }, { isExternal: false }],
    ['with resolution NONE', { resolution: 'NONE' }, { discovery: 'original-dst' }],
    ['with resolution STATIC', { resolution: 'STATIC' }, { discovery: 'endpoints' }],
    ['with resolution DNS', { resolution: 'DNS' }, { discovery: 'dns' }],
    ['with resolution DNS_ROUND_ROBIN', { resolution: 'DNS_ROUND_ROBIN' }, { discovery: 'dns' }],
    ['exported to some namespaces', { exportTo: ['bank'] }, { exportTo: ['bank'] }],
  ])('%s', (_, entry, expected) => {
    expect(ofEntry(entry)).toEqual([expect.objectContaining(expected)]);
  });

  test('have TCP ports, which lead to ports of the same number where nothing else is said', () => {
    const ports = [anEntryPort(80, { targetPort: 8080 }), anEntryPort(3306, { name: 'db', protocol: 'MySQL' }), anEntryPort(53, { protocol: 'udp' })];
    const [host] = ofEntry({ ports });
    expect(host.ports).toEqual([
      { number: 80, name: 'http', protocol: 'http', isServerFirst: false, target: 8080 },
      { number: 3306, name: 'db', protocol: 'tcp', isServerFirst: true, target: 3306 },
    ] satisfies HostPort[]);
    expect(host.claims.map(({ number }) => number)).toEqual([80, 3306, 53]);
  });
});
