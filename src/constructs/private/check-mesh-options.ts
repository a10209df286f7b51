import { checkKeys } from './check-types';
import { checkClusterDomain, checkNamespaceName, checkText, checkToday } from './check-values';
import { refuse } from './refuse';
import { isDnsLabel } from '../../model/kubernetes-name';
import type { MeshSettings } from '../../model/mesh-settings';

type Options = MeshSettings & { readonly today?: string; readonly checks?: boolean };

/** One check for each option, so that an option without one does not compile. */
type Checks<O> = { readonly [K in keyof Required<O>]: (what: string, value: Required<O>[K]) => unknown };

export const SETTING_CHECKS: Checks<MeshSettings> = {
  rootNamespace: checkNamespaceName,
  clusterDomain: checkClusterDomain,
  trustDomain: (what, value) => checkText(what, value, 'give the trust domain, such as "cluster.local", or leave it out'),
  enableAutoMtls: checkBoolean,
  istioVersion: checkVersion,
  ambient: checkBoolean,
  defaultInjection: checkBoolean,
  revision: checkRevision,
};

export function checkMeshOptions(what: string, options: Options): void {
  checkOptions<Options>(what, options, { ...SETTING_CHECKS, today: checkToday, checks: checkBoolean },
    'give what differs from Istio\'s defaults, such as { rootNamespace: \'istio-config\' }');
}

export function checkOptions<O extends object>(what: string, options: O, checks: Checks<O>, remedy: string): void {
  checkKeys(what, options, Object.keys(checks) as (keyof O & string)[], remedy);
  for (const [key, value] of Object.entries(options)) {
    if (value !== undefined) (checks[key as keyof O] as (what: string, value: unknown) => unknown)(`${what}: ${key}`, value);
  }
}

export function checkBoolean(what: string, value: boolean): void {
  if (typeof value !== 'boolean') refuse(what, value, 'true or false', 'give a boolean, or leave it out');
}

function checkVersion(what: string, value: string): void {
  if (typeof value === 'string' && /^\d+\.\d+(\.\d+)?$/.test(value)) return;
  refuse(what, value, 'a version such as "1.31" or "1.31.2"', 'give the version that `istioctl version` prints for the control plane');
}

function checkRevision(what: string, value: string): void {
  if (!isDnsLabel(value)) refuse(what, value, 'a revision as in the label istio.io/rev, such as "1-31"', 'give the revision that istiod was installed with, or leave it out');
}
