import { asObject, isJsonObject, JsonObject } from './json';
import { isDefault } from './protobuf-json';
import { MtlsMode } from '../model/mtls-mode';
import type { InvalidField } from '../model/peer-authentication-facts';

const MODES: readonly unknown[] = Object.values(MtlsMode);
const NONE: readonly InvalidField[] = [];
const MAX_LABEL_VALUE = 63;

/**
 * What an API server refuses in the spec of a PeerAuthentication, or drops because it is no field.
 * Mirrors the rules of istio manifests/charts/base/files/crd-all.gen.yaml, which leave nulls out first.
 */
export function invalidFields(spec: unknown): readonly InvalidField[] {
  if (isDefault(spec)) return NONE;
  if (!isJsonObject(spec)) return [wrong('spec', spec, 'an object')];
  return [
    ...misspelled('spec', spec, ['selector', 'mtls', 'portLevelMtls']),
    ...invalidSelector(spec.selector),
    ...invalidMode('spec.mtls', spec.mtls),
    ...invalidPorts(spec),
  ];
}

/** A port as the key of `portLevelMtls` names it. */
export function portOfKey(key: string): number | undefined {
  return /^[1-9]\d{0,4}$/.test(key) && Number(key) <= 65535 ? Number(key) : undefined;
}

function invalidSelector(selector: unknown): InvalidField[] {
  if (isDefault(selector)) return [];
  if (!isJsonObject(selector)) return [wrong('spec.selector', selector, 'an object')];
  const { matchLabels } = selector;
  const fields = misspelled('spec.selector', selector, ['matchLabels']);
  if (isDefault(matchLabels)) return fields;
  if (!isJsonObject(matchLabels)) return [...fields, wrong('spec.selector.matchLabels', matchLabels, 'a map of labels')];
  for (const [key, value] of Object.entries(matchLabels)) {
    const field = `spec.selector.matchLabels["${key}"]`;
    if (key === '' || key.includes('*')) fields.push(wrong(field, key, 'keys of labels, without *'));
    if (isDefault(value)) continue;
    if (typeof value !== 'string' || value.includes('*') || value.length > MAX_LABEL_VALUE) {
      fields.push(wrong(field, value, `texts of ${MAX_LABEL_VALUE} characters at most, without *`));
    }
  }
  return fields;
}

function invalidPorts({ selector, portLevelMtls }: JsonObject): InvalidField[] {
  const at = 'spec.portLevelMtls';
  if (isDefault(portLevelMtls)) return [];
  if (!isJsonObject(portLevelMtls)) return [wrong(at, portLevelMtls, 'a map of workload ports')];
  const ports = Object.entries(portLevelMtls).filter(([, mtls]) => !isDefault(mtls));
  const fields: InvalidField[] = [];
  if (ports.length === 0) fields.push(wrong(at, portLevelMtls, 'one port or more'));
  if (!Object.values(asObject(asObject(selector).matchLabels)).some((value) => !isDefault(value))) {
    fields.push({ field: at, got: 'ports without a selector', allowed: 'ports of the workloads that spec.selector.matchLabels selects' });
  }
  for (const [key, mtls] of ports) {
    const field = `${at}["${key}"]`;
    if (portOfKey(key) === undefined) fields.push(wrong(field, key, 'port numbers from 1 to 65535'));
    fields.push(...invalidMode(field, mtls));
  }
  return fields;
}

function invalidMode(field: string, mtls: unknown): InvalidField[] {
  if (isDefault(mtls)) return [];
  if (!isJsonObject(mtls)) return [wrong(field, mtls, 'an object with a mode')];
  const fields = misspelled(field, mtls, ['mode']);
  if (!isDefault(mtls.mode) && !MODES.includes(mtls.mode)) fields.push(wrong(`${field}.mode`, mtls.mode, MODES.join(', ')));
  return fields;
}

/** Keys that differ from a field's name in case or hyphens alone: nobody means a field of another version of Istio by them. */
function misspelled(field: string, holder: JsonObject, known: readonly string[]): InvalidField[] {
  const fields: InvalidField[] = [];
  for (const key of Object.keys(holder)) {
    if (known.includes(key)) continue;
    const plain = key.replaceAll(/[-_]/g, '').toLowerCase();
    const meant = known.find((name) => name.toLowerCase() === plain);
    if (meant !== undefined) fields.push(wrong(`${field}.${key}`, key, meant));
  }
  return fields;
}

function wrong(field: string, got: unknown, allowed: string): InvalidField {
  return { field, got: JSON.stringify(got), allowed };
}
