import type { Connection } from '../../engine/connections';
import type { Basis } from '../input/declared-basis';

/** Why connections of some clients come to what they come to: the answer of `connections`, for all clients that are alike. */
export interface Explanation extends Connection {
  readonly basis: Basis;
  /** How many other clients get the same answer for the same reasons. */
  readonly others: number;
}

/** A service port, and which of the servers behind it are asked about. */
export interface Target extends Pick<Connection, 'host' | 'port'> {
  isAsked(endpoint: Connection['endpoint']): boolean;
}
