import { SYSTEM_NAMESPACES } from '../model/namespace-facts';

/** Whether a namespace is the cluster's own or Istio's: its workloads call nobody unless something says so. */
export function isInfrastructure(namespace: string, rootNamespace: string): boolean {
  return SYSTEM_NAMESPACES.has(namespace) || namespace === rootNamespace || namespace === 'istio-system';
}
