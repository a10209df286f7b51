import type { Construct } from 'constructs';
import { DESTINATION_RULE, IstioObject } from './istio-object';
import type { ClientRule } from '../app/client-rule';
import { declare } from '../app/declared';
import { renderDestinationRule } from '../app/render';

/** A DestinationRule that a wildcard's exclusion or a migration adds to the tree. */
export class GeneratedRule extends IstioObject {
  public _draft: ClientRule;

  public constructor(scope: Construct, id: string, draft: ClientRule) {
    super(scope, id, DESTINATION_RULE, draft.name, draft.namespace === '' ? undefined : draft.namespace);
    this._draft = draft;
    declare(this, { kind: 'generated' });
  }

  public _spec(): unknown {
    return renderDestinationRule(this._draft);
  }
}
