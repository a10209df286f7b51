import { byAge } from '../model/object-facts';
import type { PeerAuthenticationFacts } from '../model/peer-authentication-facts';

/** Why Istio follows the first of two policies of one scope. */
export function whyFirst(winner: PeerAuthenticationFacts, loser: PeerAuthenticationFacts): string {
  if (isOlder(winner, loser)) return 'is older';
  return winner.created === undefined || loser.created === undefined ? 'comes first by name where both are equally old' : 'is as old and comes first by name';
}

/** Whether two policies ask for the same, so that it does not matter which of them Istio follows. */
export function isAlike(one: PeerAuthenticationFacts, other: PeerAuthenticationFacts): boolean {
  return one.mode === other.mode && one.ports.size === other.ports.size && [...one.ports].every(([port, mode]) => other.ports.get(port) === mode);
}

function isOlder(one: PeerAuthenticationFacts, other: PeerAuthenticationFacts): boolean {
  return byAge({ ...one, name: '', namespace: '' }, { ...other, name: '', namespace: '' }) !== 0;
}
