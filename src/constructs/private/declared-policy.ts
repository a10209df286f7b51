import type { Construct } from 'constructs';
import { checkIs } from './check-types';
import { pathOf, checkPolicyName, checkReason, checkUntil } from './check-values';
import { checkMode, PORT_POLICY } from './modes';
import { PeerAuthenticationObject } from './peer-authentication-object';
import type { MtlsMode } from '../../model/mtls-mode';
import type { PolicyDraft } from '../../model/policy-draft';
import { AppMesh } from '../app/app-mesh';
import type { PolicyDeclaration, PolicyTarget } from '../app/declarations';
import { declarationOf, declare } from '../app/declared';
import type { PolicyOptions } from '../policy-options';
import { PortPolicy } from '../port-policy';

const NONE: readonly PortPolicy[] = [];

// What is below a policy of ours is never looked for, nor what was taken out of the app.
const NOT_WORKED_OUT = 'policy: got one that is not read with the app; allowed: a policy in a chart, or in a construct of your own; move it there, and see the other errors of synth';

/**
 * What MeshPolicy, NamespacePolicy and WorkloadPolicy have in common.
 * @internal
 */
export abstract class DeclaredPolicy extends PeerAuthenticationObject {
  protected constructor(scope: Construct, id: string, declared: Declared) {
    const path = pathOf(scope, id);
    const mode = checkMode(path, declared.mode);
    const name = checkPolicyName(path, declared.defaultName ?? id, declared.options.policyName);
    const reason = declared.options.reason === undefined ? undefined : checkReason(path, declared.options.reason);
    const until = checkUntil(path, declared.options.until);
    super(scope, id, name, declared.namespace);
    const declaration: PolicyDeclaration = { kind: 'policy', construct: this, source: path, target: declared.target, name, mode, reason, until, ports: declared.ports === undefined ? NONE : [...declared.ports], spreadPorts: NONE };
    declare(this, declaration);
    AppMesh.of(scope).changed();
  }

  /** @internal */
  public _policy(): PolicyDraft {
    const { findings } = AppMesh.of(this.chart).resolve();
    const { source, draft } = declarationOf<PolicyDeclaration>(this);
    const errors = findings.errorsOf(source);
    if (errors.length > 0 || draft === undefined) throw new Error(`[${source}] ${errors.join('\n') || NOT_WORKED_OUT}`);
    return draft;
  }

  /**
   * Adds an exception for every workload of the scope that has the port.
   * @internal
   */
  protected _spread(port: PortPolicy): void {
    const declaration = declarationOf<PolicyDeclaration>(this);
    checkIs(`${declaration.source}: exceptPort`, port, PortPolicy, PORT_POLICY);
    declaration.spreadPorts = [...declaration.spreadPorts, port];
    AppMesh.of(this.chart).changed();
  }
}

/** What a policy's constructor was told. */
export interface Declared {
  readonly target: PolicyTarget;
  readonly mode: MtlsMode;
  readonly options: PolicyOptions;
  /** Undefined: the construct's id. */
  readonly defaultName?: string;
  /** Undefined: the chart's; a token where it is known only at synth. */
  readonly namespace: string | undefined;
  readonly ports?: readonly PortPolicy[];
}
