import type { Severity } from '../../model/finding';
import type { MtlsMode } from '../../model/mtls-mode';
import type { MeshOptions } from '../options/mesh-options';

export interface CheckOptions extends MeshOptions {
  readonly assume?: `${MtlsMode.DISABLE | MtlsMode.PERMISSIVE | MtlsMode.STRICT}`;
  readonly namespace?: readonly string[];
  readonly known?: readonly string[];
  readonly failOn: Severity;
  readonly format: 'text' | 'json' | 'sarif' | 'junit';
  readonly all?: boolean;
}
