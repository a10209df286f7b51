import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, floatCoreTag, mergeTag, NOT_RESOLVED, nullCoreTag } from 'js-yaml';

const INTEGER = /^([-+]?)(?:0x([\da-f]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9]\d*))$/i;

// js-yaml's own tag for YAML 1.1 would read `1:30` as 90, which Go's parser leaves a text.
const integerTag = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: [...'-+0123456789'],
  resolve: readInteger,
  identify: Number.isInteger,
});

/**
 * YAML as kubectl reads it: 1.1 for booleans (`yes`, `on`) and integers (`017` is 15), merge keys, and no dates
 * (`2027-01-01` stays a text). Mirrors go.yaml.in/yaml/v2 resolve.go.
 */
export const KUBERNETES_SCHEMA = CORE_SCHEMA.withTags(boolYaml11Tag, integerTag, floatCoreTag, mergeTag);

/** What a scalar without quotes may be other than a text, by the code of its first character. */
const OTHERS_BY_FIRST = Array.from({ length: 128 }, (_, code) => {
  const tags = [nullCoreTag, boolYaml11Tag, integerTag, floatCoreTag].filter((tag) => tag.implicitFirstChars?.includes(String.fromCharCode(code)));
  return tags.length === 0 ? undefined : tags;
});

/** Whether a scalar without quotes that begins with this character code may be a number, a boolean or null. */
export function mayBeOtherThanText(first: number): boolean {
  return OTHERS_BY_FIRST[first] !== undefined;
}

/** What the schema makes of a scalar without quotes and tag. */
export function resolvePlainScalar(source: string): unknown {
  if (source === '') return null;
  for (const tag of OTHERS_BY_FIRST[source.charCodeAt(0)] ?? []) {
    const value: unknown = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return source;
}

function readInteger(source: string): number | typeof NOT_RESOLVED {
  const match = INTEGER.exec(source.replaceAll('_', ''));
  if (match === null) return NOT_RESOLVED;
  const [, sign, hexadecimal, binary, octal, decimal] = match;
  const size = hexadecimal ? parseInt(hexadecimal, 16) : binary ? parseInt(binary, 2) : octal ? parseInt(octal, 8) : Number(decimal);
  return sign === '-' ? -size : size;
}
