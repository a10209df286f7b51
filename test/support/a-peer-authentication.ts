import { MtlsMode } from '../../src/model/mtls-mode';
import type { PeerAuthenticationFacts } from '../../src/model/peer-authentication-facts';

/** A PeerAuthentication of namespace `shop` for the whole of it, as a manifest has it. */
export function aPeerAuthentication(mode: MtlsMode, what: Partial<PeerAuthenticationFacts> = {}): PeerAuthenticationFacts {
  const selector = what.selector ?? {};
  const hasSelector = Object.keys(selector).length > 0;
  return { namespace: 'shop', name: 'default', source: 'policies.yaml', mode, hasSelector, ports: new Map(), invalid: [], ...what, selector };
}
