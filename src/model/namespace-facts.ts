import type { Labels } from './labels';

export interface NamespaceFacts {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly source: string;
  readonly line?: number;
}

/** Where Kubernetes itself lives; its pods are no part of anybody's migration. Mirrors istio pkg/kube/inject/initializer.go. */
export const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);
