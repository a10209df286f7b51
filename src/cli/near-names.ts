import { nearNames } from '../model/near-names';

const MOST = 3;

/** Ends a message about a name that is not there: with those that it may stand for, or with some of those there are. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const all = [...new Set(candidates)];
  const near = nearNames(name, all);
  if (near.length > 0) return `did you mean ${near.join(' or ')}?`;
  if (all.length === 0) return 'there is none in the input';
  return `there are ${all.sort().slice(0, MOST).join(', ')}${all.length > MOST ? ` and ${all.length - MOST} more` : ''}`;
}
