import { ClientSide, clientSide } from '../../src/engine/client-side';
import type { DataPlane } from '../../src/engine/data-plane';
import type { MeshSnapshot } from '../../src/model/mesh-facts';
import type { ResolverSettings } from '../../src/model/mesh-settings';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { SidecarFacts } from '../../src/model/sidecar-facts';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aMeshIndex } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aPeerAuthentication } from '../support/a-peer-authentication';
import { aQuestion } from '../support/a-question';
import { aRule, aTrafficPolicy } from '../support/a-rule';
import { aSidecar } from '../support/a-sidecar';
import { aService, aWorkload, SomeService } from '../support/a-workload';
import { chainOf } from '../support/chain-of';
import { inPlane } from '../support/in-plane';

interface Asked {
  readonly client: DataPlane;
  readonly server?: DataPlane;
  readonly cli?: Partial<WorkloadFacts>;
  readonly service?: SomeService;
  readonly facts?: Partial<MeshSnapshot>;
  readonly settings?: Partial<ResolverSettings>;
}

/** What workload `cli` sends to `orders`, in a namespace that leaves it to the pods whether they are in the mesh. */
function ask({ client, server = 'sidecar', cli, service, facts, settings }: Asked): ClientSide {
  const workloads = [aWorkload('cli', inPlane(client, { app: 'cli' }, cli)), aWorkload('orders', inPlane(server, { app: 'orders' }))];
  const mesh = aMeshIndex({ namespaces: [aNamespace('shop')], workloads, services: [aService('orders', service)], ...facts }, settings);
  return clientSide(mesh, aQuestion(mesh, { client: 'cli' }), client, server);
}

/** `SENDS because RULE` of each thing that may be sent. */
const brief = ({ sent }: ClientSide) => sent.map(({ sends, reasons }) => `${sends} because ${reasons.at(-1)?.rule}`);

const disable = { destinationRules: [aRule('orders', { trafficPolicy: aTrafficPolicy('DISABLE') })] };
const hidden: Partial<MeshSnapshot> = { sidecars: [aSidecar({ egress: [{ hosts: ['bank/*'] }] })] };

describe('a client', () => {
  test.each<[string, Asked, string]>([
    ['without a proxy sends what its application does, whatever rules say', { client: 'none', facts: { destinationRules: [aRule('orders', { trafficPolicy: aTrafficPolicy('ISTIO_MUTUAL') })] } }, 'plaintext because no-proxy-client'],
    ['of which nobody knows does, too', { client: 'unknown' }, 'plaintext because no-proxy-client'],
    ['with a sidecar sends mutual TLS to one with a sidecar', { client: 'sidecar' }, 'mtls because auto-mtls'],
    ['with a sidecar follows its rule', { client: 'sidecar', facts: disable }, 'plaintext because tls-disable'],
    ['with a sidecar uses the tunnel to an ambient server', { client: 'sidecar', server: 'ambient', settings: { ambient: true } }, 'hbone because tunnel'],
    ['with a sidecar prefers mutual TLS to the tunnel where both lead there', { client: 'sidecar', settings: { ambient: true } }, 'mtls because auto-mtls'],
    ['that is a gateway sends mutual TLS to one with a sidecar', { client: 'gateway' }, 'mtls because auto-mtls'],
    ['that is a gateway follows its rule', { client: 'gateway', facts: disable }, 'plaintext because tls-disable'],
    ['of ambient mode uses the tunnel to an ambient server', { client: 'ambient', server: 'ambient', settings: { ambient: true } }, 'hbone because ambient-client-hbone'],
    ['of ambient mode uses it to a sidecar that listens for it', { client: 'ambient', settings: { ambient: true } }, 'hbone because ambient-client-hbone'],
    ['of ambient mode sends plaintext to all others', { client: 'ambient', server: 'none', settings: { ambient: true } }, 'plaintext because ambient-client-plaintext'],
    ['of ambient mode asks no rule', { client: 'ambient', server: 'ambient', settings: { ambient: true }, facts: disable }, 'hbone because ambient-client-hbone'],
    ['of ambient mode uses the tunnel to the servers of a headless Service', {
      client: 'ambient', server: 'ambient', settings: { ambient: true }, service: { isHeadless: true },
    }, 'hbone because ambient-client-hbone'],
  ])('%s', (_, asked, expected) => {
    expect(brief(ask(asked))).toEqual([expected]);
    expect(ask(asked).isBlackholed).toBe(false);
  });

  test('with a sidecar asks what the policies say of the server\'s port', () => {
    const peerAuthentications = [aPeerAuthentication(MtlsMode.DISABLE, { selector: { app: 'orders' } })];
    expect(brief(ask({ client: 'sidecar', facts: { peerAuthentications } }))).toEqual(['plaintext because endpoint-disable']);
  });

  test('with a sidecar asks what the policies say of the service\'s namespace', () => {
    expect(brief(ask({ client: 'sidecar', facts: { peerAuthentications: [aPeerAuthentication(MtlsMode.DISABLE)] } }))).toEqual(['plaintext because service-disable']);
  });

  test('with a sidecar gives the reasons for its rule before what the rule says', () => {
    expect(chainOf(ask({ client: 'sidecar', facts: disable }).sent[0].reasons)).toEqual([
      'rule-of-client-namespace DestinationRule shop/rule spec.host', 'tls-disable DestinationRule shop/rule spec.trafficPolicy.tls.mode',
    ]);
  });
});

describe('what goes past the sidecar', () => {
  const excluded = { podAnnotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '80' } };

  test('is what the application sends', () => {
    expect(brief(ask({ client: 'sidecar', cli: excluded }))).toEqual(['plaintext because outbound-excluded']);
  });

  test('is refused by nobody, though the sidecar does not know the host', () => {
    expect(ask({ client: 'sidecar', cli: excluded, facts: hidden, settings: { outboundTrafficPolicy: 'REGISTRY_ONLY' } }).isBlackholed).toBe(false);
  });

  test('may hang on the address: then both are possible', () => {
    const cli = { podAnnotations: { 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' } };
    expect(brief(ask({ client: 'sidecar', cli }))).toEqual(['mtls because auto-mtls', 'plaintext because captured-by-address']);
  });
});

describe('a sidecar that does not know the host', () => {
  const registryOnly = { outboundTrafficPolicy: 'REGISTRY_ONLY' } as const;
  const sidecars = (outboundTrafficPolicy: SidecarFacts['outboundTrafficPolicy']) => ({ sidecars: [{ ...hidden.sidecars![0], outboundTrafficPolicy }] });

  test.each<[string, Asked, boolean]>([
    ['passes plaintext on', { client: 'sidecar', facts: hidden }, false],
    ['passes nothing on, where mesh config says REGISTRY_ONLY', { client: 'sidecar', facts: hidden, settings: registryOnly }, true],
    ['passes nothing on, where its Sidecar says REGISTRY_ONLY', { client: 'sidecar', facts: sidecars('REGISTRY_ONLY') }, true],
    ['passes plaintext on, where its Sidecar says ALLOW_ANY above mesh config', { client: 'sidecar', facts: sidecars('ALLOW_ANY'), settings: registryOnly }, false],
    ['because the Service is not exported', { client: 'sidecar', service: { annotations: { 'networking.istio.io/exportTo': 'bank' } }, settings: registryOnly }, true],
  ])('%s', (_, asked, isBlackholed) => {
    const side = ask(asked);
    expect(brief(side)).toEqual([`plaintext because ${isBlackholed ? 'registry-only' : 'host-not-visible'}`]);
    expect(side.isBlackholed).toBe(isBlackholed);
  });

  const exportTo = (value: string): SomeService => ({ annotations: { 'networking.istio.io/exportTo': value } });
  const ofService = 'host-not-visible Service shop/orders';
  const ofSidecar = 'host-not-visible Sidecar shop/default spec.egress';

  test.each<[string, Asked, string[]]>([
    ['the Sidecar that leaves it out', { client: 'sidecar', facts: hidden }, [ofSidecar]],
    ['its own exportTo', { client: 'sidecar', service: exportTo('~') }, [`${ofService} metadata.annotations["networking.istio.io/exportTo"]`]],
    ['its own exportTo, before any Sidecar', { client: 'sidecar', service: exportTo('bank'), facts: hidden }, [`${ofService} metadata.annotations["networking.istio.io/exportTo"]`]],
    ['mesh config, which no field of it overrides', { client: 'sidecar', settings: { defaultServiceExportTo: ['~'] } }, [ofService]],
    ['the Sidecar twice, where it refuses as well', { client: 'sidecar', facts: sidecars('REGISTRY_ONLY') }, [ofSidecar, 'registry-only Sidecar shop/default spec.outboundTrafficPolicy']],
    ['mesh config, where that refuses', { client: 'sidecar', facts: hidden, settings: registryOnly }, [ofSidecar, 'registry-only']],
  ])('has to blame for it %s', (_, asked, expected) => {
    expect(chainOf(ask(asked).sent[0].reasons)).toEqual(expected);
  });
});

describe('a gateway', () => {
  test('has no route to a host that it does not know, whatever mesh config says', () => {
    const side = ask({ client: 'gateway', service: { annotations: { 'networking.istio.io/exportTo': 'bank' } } });
    expect([...brief(side), side.isBlackholed]).toEqual(['plaintext because host-not-visible', true]);
  });

  test('does not follow a Sidecar', () => {
    expect(brief(ask({ client: 'gateway', facts: hidden }))).toEqual(['mtls because auto-mtls']);
  });
});

describe('where a waypoint is in between, it chooses what it sends on', () => {
  const ambient = { client: 'ambient', server: 'ambient', settings: { ambient: true } } as const;
  const either = ['hbone because ambient-client-hbone', 'plaintext because waypoint'];
  const WAYPOINT = 'istio.io/use-waypoint';
  const namespaces = [aNamespace('shop', { [WAYPOINT]: 'shop-waypoint' })];

  test.each<[string, Asked, string[]]>([
    ['by the Service\'s label', { ...ambient, service: { labels: { [WAYPOINT]: 'own' } } }, either],
    ['by the Namespace\'s label', { ...ambient, facts: { namespaces } }, either],
    ['unless the Service opts out', { ...ambient, facts: { namespaces }, service: { labels: { [WAYPOINT]: 'none' } } }, either.slice(0, 1)],
  ])('%s', (_, asked, expected) => {
    expect(brief(ask(asked))).toEqual(expected);
  });
});
