import { breaksByField } from './break-groups';
import type { Check } from './check';
import type { CheckContext } from './check-context';
import { ruleReport } from './rule-report';

export const ruleDisablesTls: Check = {
  id: 'MTLS201',
  title: 'A DestinationRule sends plaintext to a STRICT port',
  severity: 'error',
  why: 'A rule decides what clients send, whatever auto mTLS would do. DISABLE, or `tls` without a mode, makes them send plaintext, and a STRICT port refuses it: every call fails with a reset.',
  remedy: 'Take `tls` out of the rule, so that auto mTLS decides, or set ISTIO_MUTUAL.',
  see: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  *run(context: CheckContext) {
    const { enableAutoMtls } = context.mesh.settings;
    for (const group of breaksByField(context.clientBreaks('tls-disable'))) {
      const { breaks } = group;
      const written = breaks[0].cause.field?.endsWith('.mode') ? 'DISABLE' : 'tls without a mode, which means DISABLE,';
      yield ruleReport(context, group, ({ targets }) => ({
        message: `clients send plaintext to STRICT ports: got ${written} for ${targets}; allowed: ISTIO_MUTUAL${enableAutoMtls ? ', or no tls, as auto mTLS decides then' : ''}`,
        remedy: enableAutoMtls ? 'remove tls, or set ISTIO_MUTUAL' : 'set ISTIO_MUTUAL',
      }));
    }
  },
};
