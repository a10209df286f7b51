import type { SidecarFacts } from '../../src/model/sidecar-facts';

/** A Sidecar of namespace `shop` for the whole of it, which says nothing. */
export function aSidecar(what: Partial<SidecarFacts> = {}): SidecarFacts {
  return { namespace: 'shop', name: 'default', source: 'sidecars.yaml', ...what };
}
