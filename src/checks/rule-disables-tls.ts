import { breaksByField } from './break-groups';
import type { Break } from './breaks';
import type { Check } from './check';
import type { CheckContext } from './check-context';
import { ruleReport } from './rule-report';
import { tlsSettingsOf } from '../model/destination-rule-facts';

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
      const written = writtenAt(context, breaks[0]);
      yield ruleReport(context, group, ({ targets }) => ({
        message: `clients send plaintext to STRICT ports: got ${written} for ${targets}; allowed: ISTIO_MUTUAL${enableAutoMtls ? ', or no tls, as auto mTLS decides then' : ''}`,
        remedy: enableAutoMtls ? 'remove tls, or set ISTIO_MUTUAL' : 'set ISTIO_MUTUAL',
      }));
    }
  },
};

/** What the manifest has where clients are told to send plaintext. */
function writtenAt({ mesh }: CheckContext, { cause, group, host }: Break): string {
  if (cause.field?.endsWith('.mode')) return 'DISABLE';
  const rules = mesh.ruleOf(group.example, host).rule?.from ?? [];
  const unknown = rules.filter(({ namespace, name }) => namespace === cause.object?.namespace && name === cause.object.name)
    .flatMap(tlsSettingsOf).find(({ field }) => field === cause.field)?.unknownMode;
  return unknown === undefined ? 'tls without a mode, which means DISABLE,' : `${unknown.slice(0, 40)}, which is no mode and so means DISABLE,`;
}
