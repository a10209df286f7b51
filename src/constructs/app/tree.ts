import type { ApiObject } from 'cdk8s';
import type { DeclaredApp } from './declared-app';
import { isJsonObject } from '../../manifests/json';
import { isList } from '../../manifests/kubernetes-list';
import { flattenLists, Manifest } from '../../manifests/manifest';
import { isWorkloadKind, mayHoldPodTemplate } from '../../manifests/pod-template';
import { isReadKind } from '../../manifests/sort-manifests';
import type { Findings } from '../../model/findings';
import { plainObject } from '../private/plain-object';

/** An object of the construct tree that we did not make, as it will be emitted. */
export interface TreeManifest extends Manifest {
  readonly apiObject: ApiObject;
}

/** Kinds without pods that policies and rules are worked out from; checks ask for more. */
const READ_KINDS = new Set(['ConfigMap', 'DestinationRule', 'Namespace', 'PeerAuthentication', 'Service']);

/**
 * Renders the objects of the app that matter to mutual TLS. One that cannot be rendered is reported here, as rendering
 * it later would leave the charts before it on disk.
 */
export function readTree(app: Pick<DeclaredApp, 'root' | 'others' | 'original' | 'checks'>, findings: Findings): TreeManifest[] {
  const tree: TreeManifest[] = [];
  for (const apiObject of app.others) {
    if (!mayMatter(apiObject, app.checks)) continue;
    try {
      const object: unknown = app.original(apiObject) ?? plainObject(apiObject) ?? apiObject.toJson();
      if (!isJsonObject(object)) continue;
      const source = apiObject.node.path;
      if (!isList(object)) tree.push({ source, object, apiObject });
      else for (const item of flattenLists({ source, object })) tree.push({ source, object: item.object, apiObject });
    } catch (error) {
      findings.error(app.root.node.path, `${apiObject.kind} ${apiObject.node.path} cannot be rendered: got "${error instanceof Error ? error.message : String(error)}"; `
        + 'allowed: what cdk8s can render; complete the object, or take it out of the app');
    }
  }
  return tree;
}

function mayMatter(object: ApiObject, checks: boolean): boolean {
  if (READ_KINDS.has(object.kind) || isWorkloadKind(object.kind) || object.kind.endsWith('List')) return true;
  if (checks && isReadKind(object.kind)) return true;
  return mayHoldPodTemplate(object.apiGroup);
}
