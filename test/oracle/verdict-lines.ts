import { OracleConnection, Owner, ownerTitle } from './oracle-connection';

/**
 * Verdicts in few words. `parties` are workloads with their data plane, `sidecar Deployment a/cli`; a line of
 * `verdicts` is HOST:PORT/SUBSET SERVER:WORKLOAD_PORT SENDS MODE OUTCOME CLIENTS, where parties stand by their number,
 * clients with one verdict share a line, and `-` is nobody, or nothing.
 */
export interface EncodedVerdicts {
  readonly parties: readonly string[];
  readonly verdicts: readonly string[];
}

export function encodeVerdicts(connections: readonly OracleConnection[]): EncodedVerdicts {
  const all = connections.flatMap((connection) => [clientOf(connection), serverOf(connection)]);
  const parties = [...new Set(all)].filter((party) => party !== '-').sort();
  const numbers = new Map(parties.map((party, i) => [party, String(i)]));
  const numberOf = (party: string) => numbers.get(party) ?? '-';
  const clients = new Map<string, Set<number>>();
  for (const connection of connections) {
    const { host, servicePort, subset, workloadPort, sends, serverMode, outcome } = connection;
    const line = `${host}:${servicePort}/${subset} ${numberOf(serverOf(connection))}:${workloadPort} ${sends} ${serverMode ?? '-'} ${outcome}`;
    clients.set(line, (clients.get(line) ?? new Set()).add(Number(numberOf(clientOf(connection)))));
  }
  return { parties, verdicts: [...clients].map(([line, several]) => `${line} ${[...several].sort((a, b) => a - b).join(',')}`).sort() };
}

export function decodeVerdicts({ parties, verdicts }: EncodedVerdicts): OracleConnection[] {
  return verdicts.flatMap((line) => {
    const [, host, servicePort, subset, server, workloadPort, sends, mode, outcome, clients] = match(LINE, line);
    const to = server === '-' ? { server: null, serverDataPlane: null } : serverParty(parties[Number(server)]);
    return clients.split(',').map((client): OracleConnection => {
      const { owner, dataPlane } = readParty(parties[Number(client)]);
      const numbers = { servicePort: Number(servicePort), workloadPort: Number(workloadPort) };
      return { client: owner, clientDataPlane: dataPlane, host, subset, ...to, ...numbers, sends, serverMode: mode === '-' ? null : mode, outcome };
    });
  });
}

const LINE = /^(\S+):(\d+)\/(\S*) (\d+|-):(\d+) (\S+) (\S+) (\S+) ([\d,]+)$/;
const PARTY = /^(\S+) (\S+) (\S+)\/(\S+)$/;

const clientOf = ({ client, clientDataPlane }: OracleConnection) => `${clientDataPlane} ${ownerTitle(client)}`;
const serverOf = ({ server, serverDataPlane }: OracleConnection) => (server ? `${serverDataPlane} ${ownerTitle(server)}` : '-');

function serverParty(party: string): Pick<OracleConnection, 'server' | 'serverDataPlane'> {
  const { owner, dataPlane } = readParty(party);
  return { server: owner, serverDataPlane: dataPlane };
}

function readParty(party: string): { owner: Owner; dataPlane: string } {
  const [, dataPlane, kind, namespace, name] = match(PARTY, party);
  return { owner: { namespace, name, kind }, dataPlane };
}

function match(pattern: RegExp, text: string): RegExpExecArray {
  const found = pattern.exec(text);
  if (found === null) throw new Error(`'${text}' is no line of a corpus`);
  return found;
}
