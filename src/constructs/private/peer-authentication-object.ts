import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { IstioObject, PEER_AUTHENTICATION } from './istio-object';
import type { PolicyDraft } from '../../model/policy-draft';
import { Annotations, annotationsOf, replaceAnnotations } from '../app/annotations';
import { renderPeerAuthentication } from '../app/render';

/** What was written onto an object for the answer before this one. */
const ANNOTATED = new WeakMap<ApiObject, Annotations>();

/**
 * The PeerAuthentication that every policy is.
 * @internal
 */
export abstract class PeerAuthenticationObject extends IstioObject {
  protected constructor(scope: Construct, id: string, name: string, namespace: string | undefined) {
    super(scope, id, PEER_AUTHENTICATION, name, namespace);
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
    const written = ANNOTATED.get(this);
    if (annotations !== undefined || written !== undefined) {
      replaceAnnotations(this, written ?? {}, annotations ?? {});
      ANNOTATED.set(this, annotations ?? {});
    }
    return super.toJson();
  }
}
