import type { ApiObject } from 'cdk8s';
import type { DeclaredApp } from './declared-app';
import { isJsonObject } from '../../manifests/json';
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
  return app.others.filter((object) => mayMatter(object, app.checks)).flatMap((apiObject): TreeManifest[] => {
    try {
      const object: unknown = app.original(apiObject) ?? plainObject(apiObject) ?? apiObject.toJson();
      if (!isJsonObject(object)) return [];
      return flattenLists({ source: apiObject.node.path, object }).map((manifest) => ({ ...manifest, apiObject }));
    } catch (error) {
      findings.error(app.root.node.path, `${apiObject.kind} ${apiObject.node.path} cannot be rendered: got "${error instanceof Error ? error.message : String(error)}"; `
        + 'allowed: what cdk8s can render; complete the object, or take it out of the app');
      return [];
    }
  });
}

function mayMatter(object: ApiObject, checks: boolean): boolean {
  if (READ_KINDS.has(object.kind) || isWorkloadKind(object.kind) || object.kind.endsWith('List')) return true;
  if (checks && isReadKind(object.kind)) return true;
  return mayHoldPodTemplate(object.apiGroup);
}
