import { counted } from './counted';
import type { Undecided } from '../check/undecided';

const MOST_NAMES = 3;

/** Such as `24 of 24 connections cannot be decided: Namespace default is not among the manifests; add it`. */
export function undecidedLine({ undecided, all, namespaces }: Undecided): string {
  const named = namespaces.slice(0, MOST_NAMES).join(', ');
  const more = namespaces.length > MOST_NAMES ? ` and ${namespaces.length - MOST_NAMES} more` : '';
  const isOne = namespaces.length === 1;
  return `${undecided} of ${counted(all, 'connection')} cannot be decided: ${isOne ? 'Namespace' : 'Namespaces'} ${named}${more} `
    + `${isOne ? 'is' : 'are'} not among the manifests; add ${isOne ? 'it' : 'them'}`;
}
