import type { Construct } from 'constructs';
import { PeerAuthenticationObject } from './peer-authentication-object';
import type { PolicyDraft } from '../../model/policy-draft';
import { declare } from '../app/declared';

/** A PeerAuthentication that an exception or a migration adds to the tree. */
export class GeneratedPolicy extends PeerAuthenticationObject {
  public _draft: PolicyDraft;

  public constructor(scope: Construct, id: string, draft: PolicyDraft) {
    super(scope, id, draft.name, draft.namespace === '' ? undefined : draft.namespace);
    this._draft = draft;
    declare(this, { kind: 'generated' });
  }

  public _policy(): PolicyDraft {
    return this._draft;
  }
}
