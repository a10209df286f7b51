import type { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MtlsMode } from '../model/mtls-mode';
import type { PolicyDraft } from '../model/policy-draft';
import { AppMesh } from './app/app-mesh';
import type { PolicyDeclaration, PolicyTarget } from './app/declarations';
import { checkPolicyName, checkReason, checkUntil } from './check-values';
import { MODES } from './modes';
import { PeerAuthenticationObject } from './peer-authentication-object';
import type { PolicyOptions } from './policy-options';
import type { PortPolicy } from './port-policy';
import { refuse } from './refuse';

/**
 * What MeshPolicy, NamespacePolicy and WorkloadPolicy have in common.
 * @internal
 */
export abstract class DeclaredPolicy extends PeerAuthenticationObject {
  private readonly declaration: PolicyDeclaration;

  protected constructor(scope: Construct, id: string, declared: Declared) {
    const path = `${scope.node.path}/${id}`;
    const mode = MODES.includes(declared.mode) ? declared.mode : refuse(`${path}: mode`, declared.mode, MODES.join(', '), 'use a member of MtlsMode');
    const name = checkPolicyName(path, declared.defaultName ?? id, declared.options.policyName);
    const reason = declared.options.reason === undefined ? undefined : checkReason(path, declared.options.reason);
    const until = checkUntil(path, declared.options.until);
    super(scope, id, name, declared.namespace);
    const app = AppMesh.of(this);
    this.declaration = { construct: this, target: declared.target, name, mode, reason, until, ports: [...declared.ports ?? []], spreadPorts: [] };
    app.declarePolicy(this.declaration);
  }

  /** @internal */
  public _policy(): PolicyDraft {
    const resolved = AppMesh.of(this).resolve();
    const errors = resolved.findings.errorsOf(this.node.path);
    const draft = resolved.policies.get(this);
    if (errors.length > 0 || draft === undefined) throw new Error(`[${this.node.path}] ${errors.join('\n')}`);
    return draft;
  }

  /**
   * Adds an exception for every workload of the scope that has the port.
   * @internal
   */
  protected _spread(port: PortPolicy): void {
    this.declaration.spreadPorts.push(port);
    AppMesh.of(this).changed();
  }
}

/** What a policy's constructor was told. */
export interface Declared {
  readonly target: PolicyTarget;
  readonly mode: MtlsMode;
  readonly options: PolicyOptions;
  /** Undefined: the construct's id. */
  readonly defaultName?: string;
  readonly namespace: string | Lazy | undefined;
  readonly ports?: readonly PortPolicy[];
}
