import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { objectOf, ReasonObject } from '../engine/reason';
import { ClientTlsMode } from '../model/client-tls-mode';
import { tlsSettingsOf } from '../model/destination-rule-facts';
import type { InvalidField } from '../model/peer-authentication-facts';

const CLIENT_MODES = Object.values(ClientTlsMode).join(', ');

export const invalidPolicyField: Check = {
  id: 'MTLS107',
  title: 'A policy or rule holds a value that no API server takes',
  severity: 'error',
  why: 'The schema of PeerAuthentication allows four modes (UNSET, DISABLE, PERMISSIVE, STRICT), ports from 1 to 65535, and ports only beside a selector; that of DestinationRule allows four modes of tls (DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL). The API server refuses anything else, so the object never reaches Istio, and what was there before stays in force.',
  remedy: 'Write one of the values that are allowed.',
  see: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  *run({ mesh }: CheckContext) {
    const { peerAuthentications, destinationRules } = mesh.snapshot;
    for (const policy of peerAuthentications) {
      for (const invalid of policy.invalid) yield report(objectOf('PeerAuthentication', policy), 'policy', invalid);
    }
    for (const rule of destinationRules) {
      for (const { field, unknownMode } of tlsSettingsOf(rule)) {
        if (unknownMode !== undefined) yield report(objectOf('DestinationRule', rule), 'rule', { field: `${field}.mode`, got: unknownMode, allowed: CLIENT_MODES });
      }
    }
  },
};

function report(object: ReasonObject, what: string, { field, got, allowed }: InvalidField): Report {
  return {
    severity: 'error',
    object,
    field,
    message: `the API server refuses the ${what}: got ${got.length > 80 ? `${got.slice(0, 80)}…` : got}; allowed: ${allowed}`,
    remedy: 'write one of the values that are allowed',
  };
}
