import { PolicyBook } from '../../src/engine/policy-book';
import type { Labels } from '../../src/model/labels';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft } from '../../src/model/policy-draft';

type Rest = Partial<Omit<PolicyDraft, 'scope' | 'mode' | 'namespace'>>;

export function aMeshPolicy(mode: MtlsMode, rest: Rest = {}): PolicyDraft {
  return draft({ scope: { kind: 'mesh' }, namespace: 'istio-system', name: 'default', mode, ...rest });
}

export function aNamespacePolicy(namespace: string, mode: MtlsMode, rest: Rest = {}): PolicyDraft {
  return draft({ scope: { kind: 'namespace', namespace }, namespace, name: 'default', mode, ...rest });
}

/** A policy in namespace `shop`. */
export function aWorkloadPolicy(name: string, selector: Labels, mode: MtlsMode, rest: Rest = {}): PolicyDraft {
  return draft({ scope: { kind: 'workload', namespace: 'shop', selector }, namespace: 'shop', name, mode, ...rest });
}

export function aBook(...drafts: PolicyDraft[]): PolicyBook {
  const book = new PolicyBook();
  for (const policy of drafts) book.add(policy);
  return book;
}

function draft(policy: Pick<PolicyDraft, 'scope' | 'mode' | 'namespace' | 'name'> & Rest): PolicyDraft {
  return { origin: 'manifest', source: 'policies.yaml', ports: new Map(), ...policy };
}
