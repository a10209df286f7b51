import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { SpecToken } from './spec-token';
import type { ClientRule } from '../app/client-rule';
import { declare } from '../app/declared';
import { renderDestinationRule } from '../app/render';

/** A DestinationRule that a wildcard's exclusion or a migration adds to the tree. */
export class GeneratedRule extends ApiObject {
  public _draft: ClientRule;

  public constructor(scope: Construct, id: string, draft: ClientRule) {
    const spec = new SpecToken();
    super(scope, id, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: draft.name, ...(draft.namespace !== '' && { namespace: draft.namespace }) },
      spec,
    });
    spec.owner = this;
    this._draft = draft;
    declare(this, { kind: 'generated' });
  }

  public _spec(): unknown {
    return renderDestinationRule(this._draft);
  }
}
