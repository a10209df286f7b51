import { AMBIENT } from './ambient';
import { CLIENT_TLS } from './client-tls';
import type { Focus } from './focus';
import { RULE_CHOICE } from './rule-choice';
import { SERVER_SIDE } from './server-side';

export const FOCUSES: readonly Focus[] = [...SERVER_SIDE, ...AMBIENT, ...RULE_CHOICE, ...CLIENT_TLS];
