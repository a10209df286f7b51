import type { MeshOptions } from '../options/mesh-options';
import type { QualifiedName } from '../options/parse-values';

export interface ExplainOptions extends MeshOptions {
  readonly host?: string;
  readonly port?: number;
  readonly to?: QualifiedName;
  readonly workloadPort?: number;
  readonly from?: QualifiedName;
  readonly format: 'text' | 'json';
}
