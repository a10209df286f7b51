import type { Check } from './check';
import type { CheckContext } from './check-context';
import { objectOf } from '../engine/reason';

export const invalidPolicyField: Check = {
  id: 'MTLS107',
  title: 'A policy holds a value that no API server takes',
  severity: 'error',
  why: 'The schema of PeerAuthentication allows four modes (UNSET, DISABLE, PERMISSIVE, STRICT), ports from 1 to 65535, and ports only beside a selector. The API server refuses anything else, so the policy never reaches Istio, and what was there before stays in force.',
  remedy: 'Write one of the values that are allowed.',
  see: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  *run({ mesh }: CheckContext) {
    for (const policy of mesh.snapshot.peerAuthentications) {
      for (const { field, got, allowed } of policy.invalid) {
        yield {
          severity: 'error',
          object: objectOf('PeerAuthentication', policy),
          field,
          message: `the API server refuses the policy: got ${got.length > 80 ? `${got.slice(0, 80)}…` : got}; allowed: ${allowed}`,
          remedy: 'write one of the values that are allowed',
        };
      }
    }
  },
};
