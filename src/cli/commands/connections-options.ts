import type { MeshOptions } from '../options/mesh-options';
import type { QualifiedName } from '../options/parse-values';

export interface ConnectionsOptions extends MeshOptions {
  readonly from?: QualifiedName;
  readonly to?: QualifiedName;
  readonly format: 'text' | 'json';
}
