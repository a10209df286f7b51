import { OracleConnection, Owner, verdictOf } from './oracle-connection';

const EXPECTATION = /^(\S+) -> (\S+):(\d+)(?:\/(\S+))?(?: -> (\S+))?: (\S+) (\S+)$/;

/**
 * What is wrong with an expectation, `CLIENT -> HOST:PORT[/SUBSET][ -> SERVER]: SENDS OUTCOME`, workloads being
 * NAMESPACE/NAME: nothing where there are such connections and all of them do that.
 */
export function disappointment(expectation: string, connections: readonly OracleConnection[]): string | undefined {
  const parts = EXPECTATION.exec(expectation);
  if (parts === null) return `'${expectation}' is no expectation`;
  const [, client, host, port, subset = '', server, sends, outcome] = parts;
  const isMeant = (one: OracleConnection) =>
    nameOf(one.client) === client && one.host === host && one.servicePort === Number(port) && one.subset === subset
    && (server === undefined || (one.server !== null && nameOf(one.server) === server));
  const meant = connections.filter(isMeant);
  if (meant.length === 0) return `${expectation}: no such connection`;
  const other = meant.find((one) => one.sends !== sends || one.outcome !== outcome);
  return other && `${expectation}: ${verdictOf(other)}`;
}

const nameOf = ({ namespace, name }: Owner) => `${namespace}/${name}`;
