import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ClientRule } from './client-rule';
import type { WaveStep } from '../../migration/wave-step';
import type { MtlsMode } from '../../model/mtls-mode';
import type { PolicyDraft } from '../../model/policy-draft';
import type { ClientPortPolicy } from '../client-port-policy';
import type { ClientTls } from '../client-tls';
import type { Host } from '../host';
import type { MeshWave } from '../mesh-wave';
import type { MtlsException } from '../mtls-exception';
import type { PortPolicy } from '../port-policy';
import type { Wave } from '../wave';
import type { Workload } from '../workload';

/** Whom a policy construct is about, before anything is looked up. */
export type PolicyTarget =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'workload'; readonly workload: Workload };

/** What a MeshPolicy, NamespacePolicy or WorkloadPolicy was told. */
export interface PolicyDeclaration {
  readonly kind: 'policy';
  readonly construct: ApiObject;
  /** The construct's path. */
  readonly source: string;
  readonly target: PolicyTarget;
  readonly name: string;
  readonly mode: MtlsMode;
  readonly reason?: string;
  readonly until?: string;
  /** The workload's own exceptions. */
  readonly ports: readonly PortPolicy[];
  /** Exceptions for every workload of the scope that has the port. */
  spreadPorts: readonly PortPolicy[];
  /** What was made of it when the app was worked out last; none where that could not be. */
  draft?: PolicyDraft;
}

/** What a ClientPolicy was told. */
export interface ClientDeclaration {
  readonly kind: 'client';
  readonly construct: ApiObject;
  /** The construct's path. */
  readonly source: string;
  readonly host: Host;
  readonly name: string;
  readonly tls: ClientTls;
  readonly ports: readonly ClientPortPolicy[];
  /** What was made of it when the app was worked out last. */
  rule?: ClientRule;
}

/** What an MtlsMigration was told. */
export interface MigrationDeclaration {
  readonly kind: 'migration';
  readonly construct: IConstruct;
  /** The construct's path. */
  readonly source: string;
  readonly waves: readonly Wave[];
  readonly rest?: MeshWave;
  readonly exceptions: readonly MtlsException[];
  readonly steps: Readonly<Record<string, WaveStep>>;
  readonly planFile?: string;
}
