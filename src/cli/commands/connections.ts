import type { ConnectionsOptions } from './connections-options';
import { ConnectionFilter, connectionsOf } from '../../engine/connections';
import type { MeshIndex } from '../../engine/mesh-index';
import { qualifiedName } from '../../model/kubernetes-name';
import { ExitCode } from '../exit-code';
import { DeclaredBasis } from '../input/declared-basis';
import { findWorkloads, isNamed } from '../input/find-names';
import { readMesh } from '../input/read-mesh';
import { didYouMean } from '../near-names';
import type { QualifiedName } from '../options/parse-values';
import { connectionJson } from '../output/connection-json';
import { ConnectionTable } from '../output/connection-table';
import { Printer } from '../output/printer';
import { styleOf } from '../output/style';
import type { Terminal } from '../terminal';
import { UsageProblems } from '../usage-error';

/** Prints every connection, one at a time: a big mesh has more of them than fit into memory. */
export async function connections(paths: readonly string[], options: ConnectionsOptions, terminal: Terminal): Promise<ExitCode> {
  const { mesh } = await readMesh(paths, options, terminal);
  const filter = filterOf(mesh, options);
  const printer = new Printer(terminal.stdout);
  if (options.format === 'json') await printJson(mesh, filter, printer);
  else await printTable(mesh, filter, printer, new ConnectionTable(mesh, styleOf(terminal)));
  return ExitCode.OK;
}

async function printJson(mesh: MeshIndex, filter: ConnectionFilter, printer: Printer): Promise<void> {
  const basis = new DeclaredBasis(mesh);
  let separator = '\n';
  await printer.write('{ "schemaVersion": 1, "connections": [');
  for (const connection of connectionsOf(mesh, filter)) {
    await printer.write(`${separator}${JSON.stringify(connectionJson(connection, basis.of(connection)))}`);
    if (printer.isClosed) break;
    separator = ',\n';
  }
  await printer.end('\n] }\n');
}

async function printTable(mesh: MeshIndex, filter: ConnectionFilter, printer: Printer, table: ConnectionTable): Promise<void> {
  const basis = new DeclaredBasis(mesh);
  await printer.write(table.head());
  for (const connection of connectionsOf(mesh, filter)) {
    await printer.write(table.row(connection, basis.of(connection)));
    if (printer.isClosed) break;
  }
  await printer.end();
}

function filterOf(mesh: MeshIndex, { from, to }: ConnectionsOptions): ConnectionFilter {
  const problems = new UsageProblems();
  const clients = from && new Set(findWorkloads('--from', from, mesh, problems));
  const isTo = to && serverFilter(mesh, to, problems);
  problems.throwAny();
  return { ...(clients && { isFrom: (client) => clients.has(client) }), ...(isTo && { isTo }) };
}

/** The servers of that name; where no workload has it, those behind the Service of that name. */
function serverFilter({ snapshot, hosts }: MeshIndex, to: QualifiedName, problems: UsageProblems): ConnectionFilter['isTo'] {
  const workloads = [...snapshot.workloads, ...snapshot.workloadEntries];
  if (workloads.some((workload) => isNamed(workload, to))) return (server) => server !== undefined && isNamed(server, to);
  if (hosts.some(({ object }) => isNamed(object, to))) return (_, { object }) => isNamed(object, to);
  const names = [...workloads, ...hosts.map(({ object }) => object)].map(qualifiedName);
  problems.add(`--to: neither a workload nor a Service ${qualifiedName(to)} is in the input; ${didYouMean(qualifiedName(to), names)}`);
  return undefined;
}
