import { ApiObject, JsonPatch } from 'cdk8s';
import { annotationsOf } from './annotations';
import { renderPeerAuthentication } from './render';
import { JsonObject, objectAt } from '../../manifests/json';
import type { PolicyDraft } from '../../model/policy-draft';

/** Policies of the app that we did not make (an Include, Helm), and what exceptions and migrations make of them. */
export class UpdatedManifests {
  private readonly originals = new Map<ApiObject, { readonly object: JsonObject; rendered: string }>();

  /** The object as it was before we changed it: the starting point of every answer. */
  public original(object: ApiObject): JsonObject | undefined {
    return this.originals.get(object)?.object;
  }

  public update(wanted: ReadonlyMap<ApiObject, PolicyDraft>): void {
    for (const object of wanted.keys()) {
      if (!this.originals.has(object)) this.originals.set(object, { object: object.toJson(), rendered: '' });
    }
    for (const [object, known] of this.originals) {
      const draft = wanted.get(object);
      const before = objectAt(known.object, 'spec');
      const { mtls, portLevelMtls } = draft === undefined ? before : { portLevelMtls: undefined, ...renderPeerAuthentication(draft) };
      const spec = JSON.parse(JSON.stringify({ ...before, mtls, portLevelMtls }));
      const rendered = JSON.stringify(spec);
      if (rendered === known.rendered) continue;
      known.rendered = rendered;
      object.addJsonPatch(JsonPatch.add('/spec', spec));
      for (const [key, text] of Object.entries(draft === undefined ? {} : annotationsOf(draft))) object.metadata.addAnnotation(key, text);
    }
  }
}
