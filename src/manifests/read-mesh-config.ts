import { loadAll } from 'js-yaml';
import { isJsonObject, JsonObject, objectAt, textAt } from './json';
import { kindOf, Manifest, nameOf } from './manifest';
import { isDefault } from './protobuf-json';
import { KUBERNETES_SCHEMA } from './yaml-schema';
import type { MeshSettings, ResolverSettings } from '../model/mesh-settings';

/** What mesh config holds that only the resolver asks for. */
export type ResolverConfig = Partial<Pick<
  ResolverSettings, 'outboundTrafficPolicy' | 'defaultDestinationRuleExportTo' | 'defaultServiceExportTo' | 'enablePrometheusMerge'
>>;

/** The modes of `outboundTrafficPolicy`, by name and by number. See istio.io/api mesh/v1alpha1/config.proto. */
const OUTBOUND_MODES: ReadonlyMap<unknown, ResolverSettings['outboundTrafficPolicy']> = new Map<unknown, ResolverSettings['outboundTrafficPolicy']>([
  ['REGISTRY_ONLY', 'REGISTRY_ONLY'], [0, 'REGISTRY_ONLY'],
  ['ALLOW_ANY', 'ALLOW_ANY'], [1, 'ALLOW_ANY'],
  ['ALLOW_ANY_DYNAMIC_DNS', 'ALLOW_ANY'], [3, 'ALLOW_ANY'],
]);

/** Whether this is the ConfigMap in which istiod finds its mesh config (`istio`, or `istio-REVISION`). */
export function isMeshConfig(manifest: Manifest, revision: string): boolean {
  const name = revision === 'default' ? 'istio' : `istio-${revision}`;
  return kindOf(manifest) === 'ConfigMap' && nameOf(manifest) === name && textAt(manifest.object, 'data', 'mesh') !== undefined;
}

/**
 * Reads the settings that mesh config holds; istiod's own options (cluster domain, revision, ambient) are not in it.
 * @throws Error where `data.mesh` is no YAML, or a setting has a type that istiod refuses.
 */
export function readMeshConfig(manifest: Manifest): MeshSettings {
  const config = parse(manifest);
  const rootNamespace = textOf(config, 'rootNamespace');
  const trustDomain = textOf(config, 'trustDomain');
  const enableAutoMtls = booleanOf(config, 'enableAutoMtls');
  return {
    ...(rootNamespace && { rootNamespace }),
    ...(trustDomain && { trustDomain }),
    ...(enableAutoMtls !== undefined && { enableAutoMtls }),
  };
}

/** Reads the settings of mesh config that only the resolver asks for. Throws as the above does. */
export function readResolverConfig(manifest: Manifest): ResolverConfig {
  const config = parse(manifest);
  const outboundTrafficPolicy = outboundTrafficPolicyOf(config);
  const defaultDestinationRuleExportTo = textsOf(config, 'defaultDestinationRuleExportTo');
  const defaultServiceExportTo = textsOf(config, 'defaultServiceExportTo');
  const enablePrometheusMerge = booleanOf(config, 'enablePrometheusMerge');
  return {
    ...(outboundTrafficPolicy !== undefined && { outboundTrafficPolicy }),
    ...(defaultDestinationRuleExportTo !== undefined && { defaultDestinationRuleExportTo }),
    ...(defaultServiceExportTo !== undefined && { defaultServiceExportTo }),
    ...(enablePrometheusMerge !== undefined && { enablePrometheusMerge }),
  };
}

function parse(manifest: Manifest): JsonObject {
  // Not `load`, which throws where the text is empty: istiod takes its defaults then.
  const [config] = loadAll(textAt(manifest.object, 'data', 'mesh') ?? '', { schema: KUBERNETES_SCHEMA, filename: manifest.source });
  return objectAt(config);
}

/** A field by its name in JSON, or in protobuf: istiod takes both, and the former where both are there. */
function fieldOf(config: JsonObject, name: string): unknown {
  const value = config[name];
  return isDefault(value) ? config[name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] : value;
}

function textOf(config: JsonObject, name: string): string | undefined {
  const value = fieldOf(config, name);
  if (typeof value === 'string') return value;
  return isDefault(value) ? undefined : wrongType(name, value, 'text');
}

function booleanOf(config: JsonObject, name: string): boolean | undefined {
  const value = fieldOf(config, name);
  if (typeof value === 'boolean') return value;
  return isDefault(value) ? undefined : wrongType(name, value, 'boolean');
}

/** An empty list says the same as none. */
function textsOf(config: JsonObject, name: string): readonly string[] | undefined {
  const value = fieldOf(config, name);
  if (isDefault(value)) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return wrongType(name, value, 'list of texts');
  return value.length === 0 ? undefined : value;
}

function outboundTrafficPolicyOf(config: JsonObject): ResolverSettings['outboundTrafficPolicy'] | undefined {
  const policy = fieldOf(config, 'outboundTrafficPolicy');
  if (isDefault(policy)) return undefined;
  if (!isJsonObject(policy)) return wrongType('outboundTrafficPolicy', policy, 'object');
  // `outboundTrafficPolicy: {}` replaces the default by protobuf's zero value.
  const mode = policy.mode ?? 0;
  return OUTBOUND_MODES.get(mode) ?? wrongType('outboundTrafficPolicy.mode', mode, 'mode');
}

function wrongType(key: string, value: unknown, type: string): never {
  throw new Error(`${key}: ${JSON.stringify(value)}, which is no ${type}`);
}
