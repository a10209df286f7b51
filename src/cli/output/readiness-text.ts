import { counted, someNames } from './counted';
import { resourceOf } from '../../engine/reason';
import { placeOf } from '../check/located-finding';
import type { Readiness } from '../check/readiness';

/** More names than this would make the query longer than it is worth. */
const MOST_NAMES = 12;

const MOST_POLICIES = 3;

/** Such as `STRICT today: 31 of 48 namespaces are ready; 9 are blocked by 4 named clients; 8 are unproven`. */
export function readinessLine({ assumption: { mode, namespaces }, ready, blocked, unproven, blockers }: Readiness): string {
  const all = ready.length + blocked.length + unproven.length;
  const where = namespaces.length === 0 ? '' : ` in ${someNames(namespaces, 3)}`;
  if (all === 0) return `${mode}${where} today: no server is in the mesh, so nothing would change`;
  const parts = [`${mode}${where} today: ${ready.length} of ${all} namespaces ${isAre(ready.length)} ready`];
  if (blocked.length > 0) parts.push(`${blocked.length} ${isAre(blocked.length)} blocked by ${describe(blockers)}`);
  if (unproven.length > 0) parts.push(`${unproven.length} ${isAre(unproven.length)} unproven`);
  return parts.join('; ');
}

/** What the mode of a namespace does not change: none where nothing stays below it. */
export function belowLines({ assumption: { mode }, below: { workloads, policies } }: Readiness): string[] {
  if (policies.length === 0) return [];
  const named = policies.slice(0, MOST_POLICIES).map((policy) => `${resourceOf({ ...policy, kind: 'PeerAuthentication' })} (${placeOf({ ...policy, file: policy.source })})`);
  const more = policies.length > MOST_POLICIES ? ` and ${policies.length - MOST_POLICIES} more` : '';
  return [`${counted(workloads, 'workload')} ${workloads === 1 ? 'stays' : 'stay'} below ${mode}, whole or in ports, by policies of ${workloads === 1 ? 'its' : 'their'} own: ${named.join(', ')}${more}`];
}

/** What to ask to prove the rest; none where nothing is unproven. */
export function unprovenLines({ unproven, questions }: Readiness): string[] {
  if (unproven.length === 0) return [];
  const [question, ...more] = questions;
  const open = question === undefined ? '' : ` (not decidable: ${question}${more.length === 0 ? '' : `, and ${more.length} more`})`;
  return [
    `unproven: ${someNames(unproven, 8)}${open}; this query in Prometheus must find no plaintext that reached ${unproven.length === 1 ? 'it' : 'them'}:`,
    `  ${plaintextQuery(unproven)}`,
  ];
}

/** Bytes count as well as requests; of a caller without a proxy, metrics have no name. ztunnel calls plaintext `unknown`. */
function plaintextQuery(namespaces: readonly string[]): string {
  const names = namespaces.length > MOST_NAMES ? '' : `,destination_workload_namespace=~"${namespaces.join('|')}"`;
  const metrics = '{__name__=~"istio_requests_total|istio_tcp_received_bytes_total",reporter="destination",connection_security_policy!="mutual_tls"';
  return `sum by (destination_workload_namespace, destination_workload) (increase(${metrics}${names}}[7d])) > 0`;
}

function describe(blockers: Readiness['blockers']): string {
  const resources = [...new Set(blockers.map(({ resource }) => resource))];
  const rules = resources.filter((resource) => resource.startsWith('DestinationRule '));
  const policies = resources.filter((resource) => resource.startsWith('PeerAuthentication '));
  const callers = resources.length - rules.length - policies.length;
  const parts = [
    ...(callers > 0 ? [counted(callers, 'named client')] : []),
    ...(rules.length > 0 ? [counted(rules.length, 'DestinationRule')] : []),
    ...(policies.length > 0 ? [counted(policies.length, 'PeerAuthentication')] : []),
  ];
  return parts.length === 0 ? 'declared connections' : parts.join(' and ');
}

function isAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}
