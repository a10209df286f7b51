import { join } from 'node:path';
import type { MtlsValidationProps } from '../../src';
// What loads plugins is none of what the package exports.
import { PluginManager } from '../../node_modules/cdk8s-cli/lib/plugins/_manager';
import { ValidationPlugin, ValidationReport } from '../../node_modules/cdk8s-cli/lib/plugins/validation';

const LIBRARY = join(__dirname, '..', '..', 'src', 'index.ts');

/** What cdk8s-cli reports of files that an app has written: it loads the plugin as it does a package in a folder. */
export async function validationReport(manifests: readonly string[], properties?: MtlsValidationProps): Promise<ValidationReport> {
  const validation = { package: LIBRARY, version: '1.0.0', class: 'MtlsValidation', properties: properties as Record<string, unknown> | undefined };
  const { plugin, context } = ValidationPlugin.load(validation, { manifests }, false, new PluginManager('never-installed'));
  await plugin.validate(context);
  return context.report;
}
