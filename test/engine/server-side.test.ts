import type { DataPlane } from '../../src/engine/data-plane';
import type { ServerKind } from '../../src/engine/outcome';
import { ServerSide, serverSide } from '../../src/engine/server-side';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PeerAuthenticationFacts } from '../../src/model/peer-authentication-facts';
import { aMeshIndex } from '../support/a-mesh';
import { aPeerAuthentication } from '../support/a-peer-authentication';
import { workloadOf } from '../support/a-question';
import { aWorkload } from '../support/a-workload';
import { chainOf } from '../support/chain-of';

const { STRICT, DISABLE } = MtlsMode;
const EXCLUDE = 'traffic.sidecar.istio.io/excludeInboundPorts';
const BYPASS = 'ambient.istio.io/bypass-inbound-capture';

interface Asked {
  readonly plane: DataPlane | null;
  readonly policies?: readonly PeerAuthenticationFacts[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ambient?: boolean;
  readonly isFromNode?: boolean;
}

/** What waits at port 8080 of workload `web`, were it in the mesh by `plane`. */
function ask({ plane, policies = [], annotations = {}, ambient = false, isFromNode = false }: Asked): ServerSide {
  const mesh = aMeshIndex({ workloads: [aWorkload('web', { podAnnotations: annotations })], peerAuthentications: policies }, { ambient });
  const workload = workloadOf(mesh, 'web');
  return serverSide(mesh, { workload, labels: workload.podLabels, port: 8080 }, plane, isFromNode);
}

const strict = [aPeerAuthentication(STRICT)];

describe('at a port of a server', () => {
  test.each<[string, Asked, ServerKind, ServerSide['mode'], string[]]>([
    ['without a proxy nobody watches, whatever policies say', { plane: 'none', policies: strict }, { kind: 'none' }, null, []],
    ['that is a gateway its Gateways decide, whatever policies say', { plane: 'gateway', policies: strict }, { kind: 'gateway' }, null, []],
    ['that the sidecar does not see nobody watches', { plane: 'sidecar', policies: strict, annotations: { [EXCLUDE]: '8080' } },
      { kind: 'none', takesTunnel: false }, null, [`port-not-captured Deployment shop/web spec.template.metadata.annotations["${EXCLUDE}"]`]],
    ['that the sidecar does not see the tunnel still ends', { plane: 'sidecar', ambient: true, annotations: { [EXCLUDE]: '8080' } },
      { kind: 'none', takesTunnel: true }, null, [`port-not-captured Deployment shop/web spec.template.metadata.annotations["${EXCLUDE}"]`]],
    ['of ambient mode that is STRICT ztunnel refuses', { plane: 'ambient', policies: strict }, { kind: 'ambient', isStrict: true }, STRICT,
      ['ambient-strict PeerAuthentication shop/default spec.mtls.mode']],
    ['of ambient mode that is DISABLE ztunnel takes all', { plane: 'ambient', policies: [aPeerAuthentication(DISABLE)] }, { kind: 'ambient', isStrict: false }, DISABLE,
      ['ambient-not-strict PeerAuthentication shop/default spec.mtls.mode']],
    ['of ambient mode that bypasses capture nothing is refused', { plane: 'ambient', policies: strict, annotations: { [BYPASS]: 'true' } },
      { kind: 'ambient', isStrict: false }, null, [`port-not-captured Deployment shop/web spec.template.metadata.annotations["${BYPASS}"]`]],
    ['of ambient mode a bypass that is not "true" is none', { plane: 'ambient', policies: strict, annotations: { [BYPASS]: 'yes' } }, { kind: 'ambient', isStrict: true }, STRICT,
      ['ambient-strict PeerAuthentication shop/default spec.mtls.mode']],
  ])('%s', (_, asked, kind, mode, chain) => {
    const side = ask(asked);
    expect({ ...side, reasons: chainOf(side.reasons) }).toEqual({ kinds: [kind], mode, reasons: chain });
  });

  test('with a sidecar its mode decides, and the protocol where that matters', () => {
    const { kinds: [kind], mode, reasons } = ask({ plane: 'sidecar', policies: strict });
    expect(kind).toMatchObject({ kind: 'sidecar', mode: STRICT });
    expect(kind.kind === 'sidecar' && kind.protocol()).toBe('auto');
    expect(mode).toBe(STRICT);
    expect(chainOf(reasons)).toEqual(['namespace-policy PeerAuthentication shop/default spec.mtls.mode']);
  });
});

test('outside the manifests nothing is known', () => {
  const mesh = aMeshIndex({ peerAuthentications: strict });
  expect(serverSide(mesh, { labels: {}, port: 80 }, null, false)).toEqual({ kinds: [{ kind: 'outside' }], mode: null, reasons: [] });
});

describe('in ambient mode either may be true', () => {
  const either = [{ kind: 'ambient', isStrict: true }, { kind: 'ambient', isStrict: false }];

  test('where the client uses its node\'s network: from the server\'s own node it gets past ztunnel', () => {
    const { kinds, reasons } = ask({ plane: 'ambient', policies: strict, isFromNode: true });
    expect(kinds).toEqual(either);
    expect(chainOf(reasons).at(-1)).toBe('same-node');
  });

  test('where equally old policies say different things', () => {
    const { kinds, reasons } = ask({ plane: 'ambient', policies: [aPeerAuthentication(STRICT, { name: 'a' }), aPeerAuthentication(DISABLE, { name: 'b' })] });
    expect(kinds).toEqual(either);
    expect(chainOf(reasons)).toEqual(['equally-old-policies PeerAuthentication shop/a']);
  });

  test('but not for a client of the node where nothing is STRICT', () => {
    expect(ask({ plane: 'ambient', isFromNode: true }).kinds).toEqual([{ kind: 'ambient', isStrict: false }]);
  });
});
