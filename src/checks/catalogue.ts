import type { Check } from './check';
import { noProxyClient } from './no-proxy-client';
import { ruleDisablesTls } from './rule-disables-tls';

/** Every check, in the order of their ids. */
export const CATALOGUE: readonly Check[] = [noProxyClient, ruleDisablesTls];
