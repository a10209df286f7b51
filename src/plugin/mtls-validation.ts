import { checkFiles, FileFinding } from './check-files';
import { checkProperties } from './check-properties';
import type { MtlsValidationProps } from './mtls-validation-props';
import type { IValidationContext } from './validation-context';
import { violationsOf } from './violations';

/**
 * The checks of `istio-mtls check` as a validation plugin of cdk8s-cli, for apps that have none of our constructs: named
 * under `validations` in cdk8s.yaml, it judges everything that the app has written.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class MtlsValidation {
  private readonly props: MtlsValidationProps;

  /**
   * @param props `properties` in cdk8s.yaml.
   * @throws Error when a property is not known, or is no value for it.
   */
  public constructor(props: MtlsValidationProps = {}) {
    checkProperties('MtlsValidation', props);
    this.props = props;
  }

  /**
   * Reports what would break, or could never take effect. Called by cdk8s-cli.
   * @param context what the app has written, and where to report.
   * @throws Error when a file cannot be read, with all that is wrong with it.
   */
  public async validate(context: IValidationContext): Promise<void> {
    const { report, manifests } = context;
    const findings = checkFiles(manifests, this.props).filter(({ severity }) => severity !== 'info' || this.props.infos === true);
    for (const violation of violationsOf(findings)) report.addViolation(violation);
    const [errors, warnings] = [count(findings, 'error'), count(findings, 'warning')];
    const isFailure = errors > 0 || (this.props.failOnWarnings === true && warnings > 0);
    report.submit(isFailure ? 'failure' : 'success', { errors: `${errors}`, warnings: `${warnings}` });
  }
}

function count(findings: readonly FileFinding[], severity: FileFinding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
