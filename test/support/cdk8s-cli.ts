import { join } from 'node:path';
// What loads plugins is none of what the package exports.
import { PluginManager } from '../../node_modules/cdk8s-cli/lib/plugins/_manager';
import { ValidationPlugin, ValidationReport } from '../../node_modules/cdk8s-cli/lib/plugins/validation';
import type { MtlsValidationProps } from '../../src';

const LIBRARY = join(__dirname, '..', '..', 'src', 'index.ts');

/** What cdk8s-cli reports of files that an app has written: it loads the plugin as it does a package in a folder. */
export async function validationReport(manifests: readonly string[], properties?: MtlsValidationProps): Promise<ValidationReport> {
  const validation = { package: LIBRARY, version: '1.0.0', class: 'MtlsValidation', properties: properties as Record<string, unknown> | undefined };
  const { plugin, context } = ValidationPlugin.load(validation, { manifests }, false, new PluginManager('never-installed'));
  await plugin.validate(context);
  return context.report;
}

/** The violations of a report as cdk8s-cli prints them, without colours and the paths of constructs, which only its own runs know. */
export function shownOf(printed: string): string {
  const violations = printed.slice(printed.indexOf('(Violations)')).split('\n').slice(1);
  // eslint-disable-next-line no-control-regex
  return `${violations.map((line) => line.replaceAll(/\u001b\[\d+m/g, '')).filter((line) => !line.includes('Construct Path:')).join('\n').trim()}\n`;
}
