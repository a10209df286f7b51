import type { Construct } from 'constructs';
import { IstioObject, PEER_AUTHENTICATION } from './istio-object';
import type { PolicyDraft } from '../../model/policy-draft';
import { Annotations, annotationsOf } from '../app/annotations';
import { renderPeerAuthentication } from '../app/render';

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

  /** @internal */
  public _annotations(): Annotations {
    return annotationsOf(this._policy());
  }
}
