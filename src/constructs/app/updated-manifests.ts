import { ApiObject, JsonPatch } from 'cdk8s';
import { annotate, annotationsOf, NO_ANNOTATIONS } from './annotations';
import { renderPeerAuthentication } from './render';
import { JsonObject, objectAt, textsAt } from '../../manifests/json';
import type { PolicyDraft } from '../../model/policy-draft';

/** A policy of the app that we did not make, as it was and as we have made it. */
interface Original {
  readonly object: JsonObject;
  spec: string;
}

/** Policies of the app that we did not make (an Include, Helm), and what exceptions and migrations make of them. */
export class UpdatedManifests {
  private readonly originals = new Map<ApiObject, Original>();

  /** The object as it was before we changed it: the starting point of every answer. */
  public original(object: ApiObject): JsonObject | undefined {
    return this.originals.get(object)?.object;
  }

  public update(wanted: ReadonlyMap<ApiObject, PolicyDraft>): void {
    for (const object of wanted.keys()) {
      if (!this.originals.has(object)) this.originals.set(object, { object: object.toJson(), spec: '' });
    }
    for (const [object, known] of this.originals) {
      const draft = wanted.get(object);
      updateSpec(object, known, draft);
      annotate(object, draft ? annotationsOf(draft) : NO_ANNOTATIONS, textsAt(known.object, 'metadata', 'annotations'));
    }
  }
}

function updateSpec(object: ApiObject, known: Original, draft: PolicyDraft | undefined): void {
  const before = objectAt(known.object, 'spec');
  const { mtls, portLevelMtls } = draft === undefined ? before : { portLevelMtls: undefined, ...renderPeerAuthentication(draft) };
  const spec = JSON.stringify({ ...before, mtls, portLevelMtls });
  if (spec === known.spec) return;
  known.spec = spec;
  object.addJsonPatch(JsonPatch.add('/spec', JSON.parse(spec)));
}
