import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { DeclaredTree } from './declared';
import type { JsonObject } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { MeshSettings } from '../../model/mesh-settings';

/** All that the constructs of one app were told. */
export interface DeclaredApp extends DeclaredTree {
  readonly root: IConstruct;
  /** An object as it was before we changed it. */
  readonly original: (object: ApiObject) => JsonObject | undefined;
  readonly settings: MeshSettings;
  readonly today?: string;
  /** Whether the catalogue of checks is run over what the app emits. */
  readonly checks: boolean;
  /** Manifests of what lives elsewhere. */
  readonly added: readonly Manifest[];
}
