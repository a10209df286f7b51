import type { ApiObject, ApiObjectMetadataDefinition } from 'cdk8s';
import type { Annotations } from '../app/annotations';

const METADATA = Symbol('cdk8s-istio-mtls.metadata');
const TOUCHED = new WeakSet<object>();

interface Holder {
  [METADATA]?: ApiObjectMetadataDefinition;
}

/**
 * Makes a class notice when somebody asks one of its objects for its metadata, which is the only way to add to them.
 * Until then they are name, namespace and the chart's labels, and need none of cdk8s's search for tokens.
 */
export function watchMetadata(prototype: object): void {
  Object.defineProperty(prototype, 'metadata', {
    get(this: Holder) {
      TOUCHED.add(this);
      return this[METADATA];
    },
    set(this: Holder, metadata: ApiObjectMetadataDefinition) {
      this[METADATA] = metadata;
    },
  });
}

/** The metadata of an object that nobody has asked for, without counting as having asked. */
export function untouchedMetadata(object: ApiObject & Holder): ApiObjectMetadataDefinition | undefined {
  return TOUCHED.has(object) ? undefined : object[METADATA];
}

/** Metadata as cdk8s renders them, with annotations of ours; undefined where it has to do so itself. */
export function plainMetadata(object: ApiObject, annotations: Annotations): object | undefined {
  const metadata = untouchedMetadata(object);
  if (metadata === undefined) return undefined;
  const { name, namespace } = metadata;
  const labels = Object.entries(object.chart.labels);
  // A namespace or a label may be a token.
  if ([name, namespace ?? '', ...labels.map(([, text]) => text)].some((text) => typeof text !== 'string')) return undefined;
  const rendered: Record<string, unknown> = {};
  const annotated = Object.entries(annotations);
  if (annotated.length > 0) rendered.annotations = sorted(annotated);
  if (labels.length > 0) rendered.labels = sorted(labels);
  rendered.name = name;
  if (namespace !== undefined) rendered.namespace = namespace;
  return rendered;
}

function sorted(entries: [string, string][]): Record<string, string> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
