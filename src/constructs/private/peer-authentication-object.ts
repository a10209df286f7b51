import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { SpecToken } from './spec-token';
import type { PolicyDraft } from '../../model/policy-draft';
import { annotationsOf } from '../app/annotations';
import { renderPeerAuthentication } from '../app/render';

/**
 * The PeerAuthentication that every policy is.
 * @internal
 */
export abstract class PeerAuthenticationObject extends ApiObject {
  private annotated?: readonly string[];

  protected constructor(scope: Construct, id: string, name: string, namespace: string | Lazy | undefined) {
    const spec = new SpecToken();
    super(scope, id, {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name, namespace: namespace as string },
      spec,
    });
    spec.owner = this;
  }

  /**
   * The policy worked out, with what exceptions and migrations make of it.
   * @internal
   */
  public abstract _policy(): PolicyDraft;

  /** @internal */
  public _spec(): unknown {
    return renderPeerAuthentication(this._policy());
  }

  /** Renders the policy to Kubernetes JSON. */
  public toJson(): any {
    const annotations = annotationsOf(this._policy());
    if (annotations !== undefined || this.annotated !== undefined) this.annotate(annotations ?? {});
    return super.toJson();
  }

  private annotate(annotations: Record<string, string>): void {
    // Exceptions that are no more since the last rendering go: cdk8s drops what has no value.
    for (const key of this.annotated ?? []) if (!(key in annotations)) this.metadata.addAnnotation(key, undefined as unknown as string);
    this.annotated = Object.keys(annotations);
    for (const key of this.annotated) this.metadata.addAnnotation(key, annotations[key]);
  }
}
