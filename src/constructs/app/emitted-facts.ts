import type { ClientRule } from './client-rule';
import type { ClientTls } from '../client-tls';
import type { AppFacts } from './read-app';
import { isChanged, ReadPolicy } from './read-policies';
import { DestinationRuleFacts, ruleTitle, TlsSetting } from '../../model/destination-rule-facts';
import type { Labels } from '../../model/labels';
import type { MeshSnapshot } from '../../model/mesh-facts';
import type { MtlsMode } from '../../model/mtls-mode';
import { PeerAuthenticationFacts, scopeOf } from '../../model/peer-authentication-facts';
import { PolicyDraft, policyTitle } from '../../model/policy-draft';

/** The policies and rules that an app emits, beside those that it was read to hold. */
export interface EmittedObjects {
  /** All of the app's policies, worked out. */
  readonly drafts: readonly PolicyDraft[];
  readonly read: readonly ReadPolicy[];
  readonly rules: readonly ClientRule[];
}

const NO_SELECTOR: Labels = {};
const NO_PORTS: ReadonlyMap<number, MtlsMode> = new Map();

/** The mesh as it will be once the app is applied. */
export function emittedSnapshot(facts: AppFacts, emitted: EmittedObjects): MeshSnapshot {
  return { ...facts.snapshot, peerAuthentications: policiesOf(facts, emitted), destinationRules: rulesOf(facts, emitted) };
}

function policiesOf({ snapshot, settings }: AppFacts, { drafts, read }: EmittedObjects): PeerAuthenticationFacts[] {
  const own = drafts.filter(({ origin }) => origin === 'construct' || origin === 'generated');
  const policies = own.map(policyFacts);
  if (snapshot.peerAuthentications.length === 0) return policies;
  const titles = new Set(own.map(policyTitle));
  const known = new Map(read.map((policy) => [policy.facts, policy]));
  for (const facts of snapshot.peerAuthentications) {
    const policy = known.get(facts);
    // One that Istio ignores was read into no draft, and neither was one that is there already.
    if (policy === undefined ? scopeOf(facts, settings.rootNamespace) === undefined : policy.draft.origin === 'manifest' || !titles.has(policyTitle(facts))) {
      policies.push(policy !== undefined && isChanged(policy) ? { ...facts, mode: policy.draft.mode, ports: modesOf(policy.draft) } : facts);
    }
  }
  return policies;
}

function policyFacts(draft: PolicyDraft): PeerAuthenticationFacts {
  const { namespace, name, source, mode, scope } = draft;
  const hasSelector = scope.kind === 'workload';
  return { namespace, name, source, selector: hasSelector ? scope.selector : NO_SELECTOR, hasSelector, mode, ports: modesOf(draft), invalid: [] };
}

function modesOf({ ports }: PolicyDraft): ReadonlyMap<number, MtlsMode> {
  return ports.size === 0 ? NO_PORTS : new Map([...ports].map(([port, { mode }]) => [port, mode]));
}

function rulesOf({ snapshot, inTree }: AppFacts, { rules }: EmittedObjects): readonly DestinationRuleFacts[] {
  const own = rules.map(ruleFacts);
  if (snapshot.destinationRules.length === 0) return own;
  const titles = new Set(rules.map(ruleTitle));
  return [...own, ...snapshot.destinationRules.filter((rule) => inTree(rule.source) || !titles.has(ruleTitle(rule)))];
}

/** A rule of ours as if it had been read: what clients send is the same, whoever wrote the rule. */
export function ruleFacts({ source, namespace, name, host, tls, ports }: ClientRule): DestinationRuleFacts {
  const field = 'spec.trafficPolicy';
  const trafficPolicy = tls && {
    tls: tlsSetting(`${field}.tls`, tls),
    ports: ports.map((port, i) => ({
      field: `${field}.portLevelSettings[${i}]`, port: port.number, tls: tlsSetting(`${field}.portLevelSettings[${i}].tls`, port.tls, port.number),
    })),
  };
  return { namespace, name, source, host, trafficPolicy, subsets: [], exportTo: [] };
}

function tlsSetting(field: string, { mode, _settings: { clientCertificate, privateKey } }: ClientTls, port?: number): TlsSetting {
  return { field, mode, isWritten: true, port, hasOwnCertificate: clientCertificate !== undefined && privateKey !== undefined };
}
