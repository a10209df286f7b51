/** The outcome where our resolver says, with a reason, that no manifest decides. */
export const DECLINED = 'declined';

export interface Owner {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
}

/** One connection and what becomes of it: what the oracle answers, and what our resolver has to answer. */
export interface OracleConnection {
  readonly client: Owner;
  readonly clientDataPlane: string;
  readonly host: string;
  readonly servicePort: number;
  /** Empty where the connection is not to a subset. */
  readonly subset: string;
  /** Null where the host is outside. */
  readonly server: Owner | null;
  readonly serverDataPlane: string | null;
  readonly workloadPort: number;
  readonly sends: string;
  readonly serverMode: string | null;
  readonly outcome: string;
}

/** What the oracle says of one mesh. */
export interface OracleAnswer {
  readonly istio: string;
  readonly connections: readonly OracleConnection[];
}

export function ownerTitle({ kind, namespace, name }: Owner): string {
  return `${kind} ${namespace}/${name}`;
}

/** What is asked: who calls whom, by which way. */
export function questionOf({ client, host, servicePort, subset, server, workloadPort }: OracleConnection): string {
  const way = `${host}:${servicePort}${subset && ` subset ${subset}`}`;
  return `${ownerTitle(client)} -> ${way} -> ${server ? `${ownerTitle(server)}:${workloadPort}` : `outside:${workloadPort}`}`;
}

/** What is answered. */
export function verdictOf({ clientDataPlane, serverDataPlane, sends, serverMode, outcome }: OracleConnection): string {
  return `${clientDataPlane} sends ${sends} to ${serverDataPlane ?? 'outside'}${serverMode ? ` ${serverMode}` : ''}: ${outcome}`;
}
