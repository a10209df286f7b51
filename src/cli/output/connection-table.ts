import type { Style } from './style';
import { alignedRow } from './table';
import type { Connection } from '../../engine/connections';
import type { MeshIndex } from '../../engine/mesh-index';
import type { Outcome } from '../../engine/outcome';
import { workloadTitle } from '../../model/workload-facts';
import type { Basis } from '../input/declared-basis';

const HEAD = ['CLIENT', 'HOST', 'SUBSET', 'SERVER', 'SENDS', 'ACCEPTS', 'OUTCOME', 'BASIS'];
const LONGEST_PORT = ':65535'.length;
const BAD: ReadonlySet<Outcome> = new Set(['refused', 'broken']);

/** Connections as an aligned table. Its widths come from the names of the mesh, so that rows need not wait for each other. */
export class ConnectionTable {
  private readonly widths: readonly number[];

  public constructor({ snapshot, hosts }: MeshIndex, private readonly style: Style) {
    const clients = longest(snapshot.workloads.map((workload) => workloadTitle(workload).length));
    const servers = Math.max(clients, longest(snapshot.workloadEntries.map((entry) => workloadTitle(entry).length)), 'outside'.length);
    const subsets = longest(snapshot.destinationRules.flatMap((rule) => rule.subsets.map(({ name }) => name.length)));
    const content = [clients, longest(hosts.map(({ host }) => host.length)) + LONGEST_PORT, subsets, servers + LONGEST_PORT,
      'plaintext'.length, 'PERMISSIVE'.length, 'plaintext'.length, 0];
    this.widths = content.map((width, i) => Math.max(width, HEAD[i].length));
  }

  public head(): string {
    return `${this.style.strong(alignedRow(HEAD, this.widths))}\n`;
  }

  public row({ client, host, port, subset, endpoint, sends, serverMode, outcome, dependsOn }: Connection, basis: Basis): string {
    const server = endpoint.workload === undefined ? 'outside' : workloadTitle(endpoint.workload);
    const text = alignedRow([
      workloadTitle(client), `${host.host}:${port.number}`, subset === '' ? '-' : subset, `${server}:${endpoint.port}`,
      sends ?? '?', serverMode ?? '-', outcome, dependsOn === null ? basis : `${basis}; ${dependsOn}`,
    ], this.widths);
    return `${BAD.has(outcome) ? this.style.bad(text) : text}\n`;
  }
}

function longest(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}
