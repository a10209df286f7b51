import type { MeshSettings } from '../model/mesh-settings';

/** What MtlsValidation takes: `properties` in cdk8s.yaml. */
export interface MtlsValidationProps extends MeshSettings {
  /**
   * Files, or folders, of what other code deploys, such as Namespaces with their labels: they are read beside what the
   * app writes. What they hold and do not need is theirs to mend: an error only where it breaks a connection.
   * @default - none
   */
  readonly manifests?: string[];

  /**
   * Namespaces of which the manifests hold everything, so that what they lack is not there.
   * @default - those of which they hold a workload
   */
  readonly known?: string[];

  /**
   * Whether warnings fail the validation too.
   * @default false
   */
  readonly failOnWarnings?: boolean;

  /**
   * Whether infos are reported too.
   * @default false
   */
  readonly infos?: boolean;
}
