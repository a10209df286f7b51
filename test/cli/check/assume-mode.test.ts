import { assumeMode } from '../../../src/cli/check/assume-mode';
import { MtlsMode } from '../../../src/model/mtls-mode';
import type { PeerAuthenticationFacts } from '../../../src/model/peer-authentication-facts';
import { aSnapshot } from '../../support/a-mesh';

function aPolicy(namespace: string, name: string, what: Partial<PeerAuthenticationFacts> = {}): PeerAuthenticationFacts {
  return { namespace, name, source: `${namespace}.yaml`, line: 1, selector: {}, hasSelector: false, mode: MtlsMode.PERMISSIVE, ports: new Map(), invalid: [], ...what };
}

const MESH = aPolicy('istio-system', 'default');
const SHOP = aPolicy('shop', 'shop', { created: '2026-01-01T00:00:00Z' });
const SHOP_AGAIN = aPolicy('shop', 'again', { created: '2026-02-01T00:00:00Z' });
const BANK = aPolicy('bank', 'default', { mode: MtlsMode.DISABLE });
const EXCEPTION = aPolicy('shop', 'web', { selector: { app: 'web' }, hasSelector: true, mode: MtlsMode.DISABLE });
const IGNORED = aPolicy('istio-system', 'web', { selector: { app: 'web' }, hasSelector: true });

function assumed(...namespaces: string[]): string[] {
  const snapshot = aSnapshot({ peerAuthentications: [SHOP_AGAIN, MESH, SHOP, BANK, EXCEPTION, IGNORED] });
  return assumeMode(snapshot, { mode: MtlsMode.STRICT, namespaces }, 'istio-system').peerAuthentications
    .map(({ namespace, name, mode, source }) => `${namespace}/${name} ${mode} ${source}`).sort();
}

describe('a mesh that is assumed to have a mode', () => {
  test('has one policy of the mesh, and those of workloads', () => {
    expect(assumed()).toEqual(['istio-system/default STRICT istio-system.yaml', 'istio-system/web PERMISSIVE istio-system.yaml', 'shop/web DISABLE shop.yaml']);
  });

  test('has them for single namespaces, in the place of the policy that counted there', () => {
    expect(assumed('shop')).toEqual(['bank/default DISABLE bank.yaml', 'istio-system/default PERMISSIVE istio-system.yaml', 'istio-system/web PERMISSIVE istio-system.yaml', 'shop/shop STRICT shop.yaml', 'shop/web DISABLE shop.yaml']);
  });

  test('has a policy more where a namespace had none', () => {
    expect(assumed('cart')).toContain('cart/default STRICT --assume STRICT');
  });
});
