import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PolicyDraft } from '../model/policy-draft';
import { annotationsOf } from './app/annotations';
import { renderPeerAuthentication } from './app/render';
import { SpecToken } from './spec-token';

/**
 * The PeerAuthentication that every policy is.
 * @internal
 */
export abstract class PeerAuthenticationObject extends ApiObject {
  private annotated = new Set<string>();

  protected constructor(scope: Construct, id: string, name: string, namespace: string | Lazy | undefined) {
    super(scope, id, {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name, namespace: namespace as string },
      spec: new SpecToken(() => renderPeerAuthentication(this._policy())),
    });
  }

  /**
   * The policy worked out, with what exceptions and migrations make of it.
   * @internal
   */
  public abstract _policy(): PolicyDraft;

  /** Renders the policy to Kubernetes JSON. */
  public toJson(): any {
    const annotations = annotationsOf(this._policy());
    // Exceptions that are no more since the last rendering go: cdk8s drops what has no value.
    for (const key of this.annotated) if (!(key in annotations)) this.metadata.addAnnotation(key, undefined as unknown as string);
    for (const [key, text] of Object.entries(annotations)) this.metadata.addAnnotation(key, text);
    this.annotated = new Set(Object.keys(annotations));
    return super.toJson();
  }
}
