import { constructFromEvents, defineMappingTag, defineScalarTag, defineSequenceTag, Event, EVENT_ID, mapTag, parseEvents, Schema, seqTag, strTag, YAMLException } from 'js-yaml';
import { isList } from './kubernetes-list';
import { isKubernetesObject } from './kubernetes-object';
import { lineCounter } from './line-counter';
import type { LoadLimits } from './load-limits';
import { measureValue } from './measure-value';
import { copyText } from './text-pool';
import { UnreadableText } from './unreadable-text';
import type { YamlDocument } from './yaml-document';
import { YamlNodes } from './yaml-nodes';
import { KUBERNETES_SCHEMA } from './yaml-schema';

/** Texts are copied, because js-yaml's are views that keep the whole text in memory. */
const SCHEMA = KUBERNETES_SCHEMA.withTags(defineScalarTag(strTag.tagName, { ...strTag, resolve: copyText }));

/** Takes any tag for what its value looks like: an empty prefix fits all. */
const ANY_TAG_SCHEMA = SCHEMA.withTags(
  defineScalarTag('', { resolve: copyText, identify: () => false, matchByTagPrefix: true }),
  defineSequenceTag('', { ...seqTag, matchByTagPrefix: true }),
  defineMappingTag('', { ...mapTag, matchByTagPrefix: true }),
);

/**
 * Parses YAML, or JSON, with js-yaml.
 * @param line on which the text begins.
 * @throws UnreadableText with the line of the first mistake.
 */
export function parseYaml(text: string, line: number, limits: LoadLimits): YamlDocument[] {
  if (text.length > limits.bytesPerParse) {
    throw new UnreadableText(line, `got a document of ${text.length} bytes that has to be read in one piece; allowed: ${limits.bytesPerParse}; `
      + 'split it, or write it as kubectl get -o yaml and -o json do');
  }
  try {
    return parse(text, line, limits, SCHEMA);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const documents = withAnyTag(error, () => parse(text, line, limits, ANY_TAG_SCHEMA));
    if (documents !== undefined) return documents;
    throw new UnreadableText(line + (error.mark?.line ?? 0), describe(error, text, limits));
  }
}

/** Other programs have tags of their own (`!Ref`): their files are no mistakes, as long as they hold no object of Kubernetes. */
function withAnyTag({ reason }: YAMLException, parseAgain: () => YamlDocument[]): YamlDocument[] | undefined {
  if (!/^unknown \w+ tag /.test(reason)) return undefined;
  try {
    const documents = parseAgain();
    return documents.some(({ value }) => isKubernetesObject(value)) ? undefined : documents;
  } catch (error) {
    // There is more that is wrong than tags; the first mistake is what the user hears of.
    if (!(error instanceof YAMLException)) throw error;
    return undefined;
  }
}

function describe({ reason, mark }: YAMLException, text: string, { depth }: LoadLimits): string {
  if (reason.startsWith('nesting exceeded')) return `got more than ${depth} levels of maps and lists; allowed: ${depth}; leave the file out`;
  const column = mark === undefined ? '' : ` at column ${mark.column + 1}`;
  const remedy = text.includes('{{') ? 'the file has {{: render the chart first: helm template' : 'mend this line, or leave the file out';
  return `got "${reason}"${column}; allowed: Kubernetes objects as YAML or JSON; ${remedy}`;
}

function parse(text: string, line: number, limits: LoadLimits, schema: Schema): YamlDocument[] {
  const events = parseEvents(text, { maxDepth: limits.depth });
  const values = constructFromEvents(events, { source: text, schema });
  const nodes = new YamlNodes(events, text);
  const roots = nodes.roots();
  const lineOf = lineCounter(text, line);
  const documents = values.map((value, index) => {
    const document = { value, line: lineOf(Math.max(0, nodes.offset(roots[index]))), itemLines: new Map<unknown, number[]>() };
    addItemLines(document.itemLines, nodes, roots[index], value, lineOf);
    return document;
  });
  if (hasAlias(events)) for (const document of documents) refuseAliasBomb(document, text, limits);
  return documents;
}

/** A document may be a List, and a part of a List is a list: on which lines their items begin. */
function addItemLines(lines: Map<unknown, number[]>, nodes: YamlNodes, node: number, value: unknown, lineOf: (offset: number) => number): void {
  const items: unknown = isList(value) ? value.items : value;
  if (!Array.isArray(items)) return;
  const list = items === value ? node : nodes.entry(node, 'items')?.value;
  const itemNodes = list === undefined ? [] : [...nodes.items(list)];
  // Behind an alias or a merge key, the items are somewhere else.
  if (itemNodes.length !== items.length) return;
  lines.set(items, itemNodes.map((item) => lineOf(nodes.offset(item))));
  itemNodes.forEach((item, index) => isList(items[index]) && addItemLines(lines, nodes, item, items[index], lineOf));
}

function hasAlias(events: readonly Event[]): boolean {
  return events.some(({ type }) => type === EVENT_ID.ALIAS);
}

function refuseAliasBomb({ value, line }: YamlDocument, text: string, { depth, aliasedValues }: LoadLimits): void {
  const { values, levels } = measureValue(value, depth);
  // Without aliases, no text holds more values than characters.
  if (levels <= depth && values <= text.length + aliasedValues) return;
  throw new UnreadableText(line, `got aliases (*) that stand for too many values; allowed: ${aliasedValues} values and ${depth} levels; write the values out`);
}
