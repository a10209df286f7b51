import { boolYaml11Tag, CORE_SCHEMA, floatCoreTag, intYaml11Tag, mergeTag } from 'js-yaml';

/**
 * YAML as kubectl reads it: 1.1 for booleans (`yes`, `on`) and integers (`017` is 15), merge keys, and no dates
 * (`2027-01-01` stays a text, as in Go's parser).
 */
export const KUBERNETES_SCHEMA = CORE_SCHEMA.withTags(boolYaml11Tag, intYaml11Tag, floatCoreTag, mergeTag);
