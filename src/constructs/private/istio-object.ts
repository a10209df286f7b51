import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { hasOwnResolvers } from './own-resolvers';
import { plainJson } from './plain-json';
import { SpecToken } from './spec-token';
import { plainMetadata, watchMetadata } from './untouched-metadata';
import { annotate, Annotations, NO_ANNOTATIONS } from '../app/annotations';

// Beside the objects, not in them: fields that thousands of objects never use cost memory and time.
const PATCHED = new WeakSet<ApiObject>();

/**
 * An object of Istio's whose spec is worked out when it is rendered.
 * @internal
 */
export abstract class IstioObject extends ApiObject {
  protected constructor(scope: Construct, id: string, kind: IstioKind, name: string, namespace: string | undefined) {
    const spec = new SpecToken();
    super(scope, id, { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name, namespace }, spec });
    spec.owner = this;
  }

  /**
   * The spec, as Istio's CRD has it.
   * @internal
   */
  public abstract _spec(): unknown;

  /**
   * What we annotate the object with, beside what its owner adds.
   * @internal
   */
  public _annotations(): Annotations {
    return NO_ANNOTATIONS;
  }

  /**
   * Applies a set of RFC-6902 JSON-Patch operations to the manifest synthesized for this API object. They come after all
   * checks: what a patch changes is not validated.
   *
   * @param ops the JSON-Patch operations to apply, such as `JsonPatch.add('/metadata/labels', { team: 'mesh' })`.
   */
  public addJsonPatch(...ops: JsonPatch[]): void {
    PATCHED.add(this);
    super.addJsonPatch(...ops);
  }

  /**
   * Renders the object to Kubernetes JSON, with its keys sorted unless CDK8S_DISABLE_SORT is set.
   */
  public toJson(): any {
    // cdk8s asks each of its resolvers about every value. We know ours to be plain, which saves a tenth of synth; where
    // a patch, a resolver of the user's or a token comes in, cdk8s renders.
    const spec = PATCHED.has(this) || hasOwnResolvers(this) ? undefined : plainJson(this._spec());
    const annotations = this._annotations();
    const metadata = spec === undefined ? undefined : plainMetadata(this, annotations);
    if (metadata === undefined) annotate(this, annotations);
    if (spec === undefined) return super.toJson();
    return { apiVersion: this.apiVersion, kind: this.kind, metadata: metadata ?? this.metadata.toJson(), spec };
  }
}

watchMetadata(IstioObject.prototype);

/** API version and kind of an object. */
export interface IstioKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export const PEER_AUTHENTICATION: IstioKind = { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication' };

export const DESTINATION_RULE: IstioKind = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' };
