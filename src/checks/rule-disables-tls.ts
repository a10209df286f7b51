import { breaksCausedBy, connectionsOf, describeTargets, namespacesOf, severityOf } from './break-groups';
import type { Check } from './check';
import type { CheckContext } from './check-context';
import { followsExactRule } from './exact-host';

export const ruleDisablesTls: Check = {
  id: 'MTLS201',
  title: 'A DestinationRule sends plaintext to a STRICT port',
  severity: 'error',
  why: 'A rule decides what clients send, whatever auto mTLS would do. DISABLE, or `tls` without a mode, makes them send plaintext, and a STRICT port refuses it: every call fails with a reset.',
  remedy: 'Take `tls` out of the rule, so that auto mTLS decides, or set ISTIO_MUTUAL.',
  see: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  *run(context: CheckContext) {
    for (const { object, field, breaks } of breaksCausedBy(context.breaks(), ['tls-disable'])) {
      const written = breaks[0].cause.text.includes('without a mode') ? 'tls without a mode, which means DISABLE' : 'DISABLE';
      yield {
        severity: breaks.some((found) => followsExactRule(context, found)) ? 'error' : severityOf(breaks),
        object,
        field,
        message: `clients send plaintext to STRICT ports: got ${written} for ${describeTargets(breaks)}; allowed: ISTIO_MUTUAL, or no tls under auto mTLS`,
        remedy: 'set ISTIO_MUTUAL, or remove tls',
        connections: connectionsOf(breaks),
        blocks: namespacesOf(breaks),
      };
    }
  },
};
