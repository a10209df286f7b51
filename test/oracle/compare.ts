import { DECLINED, OracleConnection, questionOf, verdictOf } from './oracle-connection';

export interface Mismatch {
  readonly question: string;
  readonly oracle: string;
  readonly ours: string;
}

const ABSENT = 'no such connection';

/** Every connection of which the two do not say the same; a connection that only one of them lists is one. */
export function compare(oracle: readonly OracleConnection[], ours: readonly OracleConnection[]): Mismatch[] {
  const theirs = verdicts(oracle);
  const own = verdicts(ours);
  return [...new Set([...theirs.keys(), ...own.keys()])]
    .map((question) => ({ question, oracle: theirs.get(question) ?? ABSENT, ours: own.get(question) ?? ABSENT }))
    .filter((row) => row.oracle !== row.ours && !(row.oracle !== ABSENT && row.ours.includes(`: ${DECLINED}`)));
}

/** The verdict on each question, or several: addresses outside are one server to those who ask. */
function verdicts(connections: readonly OracleConnection[]): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const connection of connections) {
    const question = questionOf(connection);
    found.set(question, (found.get(question) ?? new Set()).add(verdictOf(connection)));
  }
  return new Map([...found].map(([question, several]) => [question, [...several].sort().join(' | ')]));
}
