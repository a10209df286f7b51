import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { DeadCall, deadCallsOf } from './dead-calls';
import { objectOf } from '../engine/reason';
import { CALLS } from '../model/call-facts';
import type { Severity } from '../model/finding';
import { groupBy } from '../model/group-by';
import { workloadTitle } from '../model/workload-facts';

export const callLeadsNowhere: Check = {
  id: 'MTLS120',
  title: 'A declared call leads nowhere',
  severity: 'warning',
  why: `\`${CALLS}\` is the whole list of whom a workload calls. An entry that leads to no Service port says nothing of the connection that was meant, which may break unseen; so the workload is taken to call anybody until the entry is mended.`,
  remedy: 'Write NAME.NAMESPACE:PORT of a Service, with commas or spaces between entries; an empty value says that the workload calls nobody.',
  see: 'https://istio.io/latest/docs/ops/configuration/traffic-management/dns/',
  *run(context: CheckContext) {
    for (const dead of groupBy(deadCallsOf(context.mesh), ({ client, field }) => `${workloadTitle(client)} ${field}`).values()) {
      const graded = groupBy(dead, (call) => severityOf(context, call));
      // The gravest first; one finding for a field.
      yield report(graded.has('warning') ? 'warning' : 'info', [...graded.get('warning') ?? [], ...graded.get('info') ?? []]);
    }
  },
};

function severityOf(context: CheckContext, { isCertain, namespace }: DeadCall): Severity {
  if (isCertain) return 'warning';
  return namespace === undefined ? 'info' : context.ofAbsence(namespace);
}

function report(severity: Severity, [first, ...others]: readonly DeadCall[]): Report {
  const { client, field, entry, why, meant } = first;
  const more = others.length === 0 ? '' : ` (and ${others.length} more: ${others.slice(0, 2).map((other) => shortened(other.entry)).join(', ')}${others.length > 2 ? ', …' : ''})`;
  return {
    severity,
    object: objectOf(client.kind, client),
    field,
    message: `a declared call leads nowhere, as ${why}: got ${shortened(entry)}${more}; allowed: NAME.NAMESPACE:PORT of a Service`,
    remedy: meant === undefined ? 'correct the entry, or leave the value empty if it calls nobody' : `did you mean ${meant}? Correct the entry`,
  };
}

/** A wrong separator makes one entry of a whole list. */
function shortened(entry: string): string {
  return entry.length > 60 ? `${entry.slice(0, 59)}…` : entry;
}
