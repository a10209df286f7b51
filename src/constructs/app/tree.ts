import { ApiObject } from 'cdk8s';
import type { DeclaredApp } from './resolve-app';
import { isJsonObject } from '../../manifests/json';
import { flattenLists, Manifest } from '../../manifests/manifest';
import { isWorkloadKind } from '../../manifests/read-workload';
import type { Findings } from '../../model/findings';

/** An object of the construct tree that we did not make, as it will be emitted. */
export interface TreeManifest extends Manifest {
  readonly apiObject: ApiObject;
}

const READ_KINDS = new Set(['ConfigMap', 'DestinationRule', 'Namespace', 'PeerAuthentication', 'Service']);

/**
 * Renders the objects of the app that matter to mutual TLS. One that cannot be rendered is reported here, as rendering
 * it later would leave the charts before it on disk.
 */
export function readTree(app: Pick<DeclaredApp, 'root' | 'ours' | 'original'>, findings: Findings): TreeManifest[] {
  return app.root.node.findAll().flatMap((construct): TreeManifest[] => {
    if (!ApiObject.isApiObject(construct)) return [];
    const apiObject = construct as ApiObject;
    if (app.ours.has(construct) || !mayMatter(apiObject)) return [];
    try {
      const object: unknown = app.original(apiObject) ?? apiObject.toJson();
      if (!isJsonObject(object)) return [];
      return flattenLists({ source: construct.node.path, object }).map((manifest) => ({ ...manifest, apiObject }));
    } catch (error) {
      findings.error(app.root.node.path, `${apiObject.kind} ${construct.node.path} cannot be rendered: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
}

function mayMatter(object: ApiObject): boolean {
  if (READ_KINDS.has(object.kind) || isWorkloadKind(object.kind) || object.kind.endsWith('List')) return true;
  // A kind of somebody's own (an Argo Rollout, say) may hold a pod template.
  const group = object.apiGroup;
  return group !== 'core' && group !== 'apps' && !group.endsWith('k8s.io') && !group.endsWith('istio.io');
}
