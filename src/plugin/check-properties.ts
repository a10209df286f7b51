import type { MtlsValidationProps } from './mtls-validation-props';
import { checkBoolean, checkOptions, SETTING_CHECKS } from '../constructs/private/check-mesh-options';
import { refuse } from '../constructs/private/refuse';

/** What a configuration file holds is of any type. */
export function checkProperties(what: string, properties: MtlsValidationProps): void {
  checkOptions<MtlsValidationProps>(what, properties, {
    ...SETTING_CHECKS,
    manifests: (name, paths) => checkTexts(name, paths, 'files or folders'),
    known: (name, namespaces) => checkTexts(name, namespaces, 'names of Namespaces'),
    failOnWarnings: checkBoolean,
    infos: checkBoolean,
  }, 'give what differs from Istio\'s defaults, such as { rootNamespace: istio-config }');
}

function checkTexts(what: string, texts: readonly string[], whose: string): void {
  if (!Array.isArray(texts) || texts.some((text) => typeof text !== 'string' || text === '')) refuse(what, texts, `a list of ${whose}`, 'write one per line, each after a dash');
}
