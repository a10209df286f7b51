import { ambientPortException } from './ambient-port-exception';
import { autoMtlsOff } from './auto-mtls-off';
import { bypassedProxy } from './bypassed-proxy';
import { callLeadsNowhere } from './call-leads-nowhere';
import { certificateIgnored } from './certificate-ignored';
import type { Check } from './check';
import { differingPods } from './differing-pods';
import { disableInAmbient } from './disable-in-ambient';
import { entryWithoutPort } from './entry-without-port';
import { hostMatchesNothing } from './host-matches-nothing';
import { identityOnPlaintextPort } from './identity-on-plaintext-port';
import { invalidPolicyField } from './invalid-policy-field';
import { istioMutualWithoutProxy } from './istio-mutual-without-proxy';
import { noProxyClient } from './no-proxy-client';
import { outsideTheTunnel } from './outside-the-tunnel';
import { ownTlsToMeshPort } from './own-tls-to-mesh-port';
import { passthroughService } from './passthrough-service';
import { portIsNoWorkloadPort } from './port-is-no-workload-port';
import { portNotCaptured } from './port-not-captured';
import { probeNotRewritten } from './probe-not-rewritten';
import { ruleDisablesTls } from './rule-disables-tls';
import { ruleDropsTls } from './rule-drops-tls';
import { scraperOutsideMesh } from './scraper-outside-mesh';
import { selectorInRootNamespace } from './selector-in-root-namespace';
import { selectorSelectsNothing } from './selector-selects-nothing';
import { serverFirstProtocol } from './server-first-protocol';
import { stillNotStrict } from './still-not-strict';
import { strictBelowDisable } from './strict-below-disable';
import { strictPortFromOutside } from './strict-port-from-outside';
import { tlsModeByHand } from './tls-mode-by-hand';
import { twoPoliciesForOneScope } from './two-policies-for-one-scope';
import { twoPoliciesForOneWorkload } from './two-policies-for-one-workload';
import { twoRulesForOneHost } from './two-rules-for-one-host';
import { unreadRule } from './unread-rule';
import { unusedSilence } from './unused-silence';
import { webhookAtStrictPort } from './webhook-at-strict-port';

/** Every check, in the order of their ids. */
export const CATALOGUE: readonly Check[] = [
  noProxyClient,
  twoPoliciesForOneScope,
  twoPoliciesForOneWorkload,
  selectorInRootNamespace,
  selectorSelectsNothing,
  portIsNoWorkloadPort,
  invalidPolicyField,
  disableInAmbient,
  ambientPortException,
  strictBelowDisable,
  serverFirstProtocol,
  portNotCaptured,
  probeNotRewritten,
  webhookAtStrictPort,
  scraperOutsideMesh,
  strictPortFromOutside,
  identityOnPlaintextPort,
  differingPods,
  stillNotStrict,
  callLeadsNowhere,
  ruleDisablesTls,
  ruleDropsTls,
  istioMutualWithoutProxy,
  passthroughService,
  ownTlsToMeshPort,
  certificateIgnored,
  unreadRule,
  hostMatchesNothing,
  twoRulesForOneHost,
  tlsModeByHand,
  autoMtlsOff,
  bypassedProxy,
  outsideTheTunnel,
  entryWithoutPort,
  unusedSilence,
];
