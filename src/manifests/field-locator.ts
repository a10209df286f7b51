import { parseEvents, YAMLException } from 'js-yaml';
import { FieldStep, parseFieldPath } from './field-path';
import { countLines } from './line-counter';
import { YamlNodes } from './yaml-nodes';

/** More than is loaded: what was loaded is found. */
const MAX_DEPTH = 200;

/** A manifest, parsed to places. */
interface Located {
  readonly line: number;
  readonly text: string;
  readonly nodes: YamlNodes;
}

/**
 * The line of a field, or of the nearest parent that is there.
 * @param manifestLine the line on which the manifest begins that holds the field.
 * @param fieldPath such as `spec.trafficPolicy.portLevelSettings[0].tls.mode`.
 */
export function locateField(text: string, manifestLine: number, fieldPath: string): number {
  return new FieldLocator(text).lineOf(manifestLine, fieldPath);
}

/** Finds the lines of fields in the text of a file. Only the manifests are parsed that it is asked about. */
export class FieldLocator {
  private readonly lineStarts: number[] = [0];
  private last: Located | undefined;

  public constructor(private readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lineStarts.push(at + 1);
  }

  /** See `locateField`. */
  public lineOf(manifestLine: number, fieldPath: string): number {
    if (this.last?.line !== manifestLine) this.last = this.locate(manifestLine);
    if (this.last === undefined) return manifestLine;
    const { nodes, text } = this.last;
    return manifestLine + countLines(text, 0, Math.max(0, offsetOf(nodes, parseFieldPath(fieldPath))));
  }

  /** Undefined where no manifest begins on the line: the file was changed since. */
  private locate(line: number): Located | undefined {
    const text = this.manifestAt(line);
    try {
      return text === undefined ? undefined : { line, text, nodes: new YamlNodes(parseEvents(text, { maxDepth: MAX_DEPTH }), text) };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      return undefined;
    }
  }

  /** The text of a manifest, a document or an item of a List, from its first line on. */
  private manifestAt(line: number): string | undefined {
    const start = this.lineStarts[line - 1];
    if (start === undefined) return undefined;
    const column = /^[ \t]*(- +)?/.exec(this.text.slice(start, this.lineStarts[line]))![0].length;
    if (this.text[start + column] === '{') return this.text.slice(start + column, this.endOfJson(line, column) ?? this.endOfBlock(line, column));
    // The column stays what it is, without the dash.
    return ' '.repeat(column) + this.text.slice(start + column, this.endOfBlock(line, column));
  }

  /** Where the line's bracket closes that stands in the same column, as it does when JSON is indented. */
  private endOfJson(line: number, column: number): number | undefined {
    for (let next = line; next < this.lineStarts.length; next += 1) {
      const content = this.text.slice(this.lineStarts[next], this.lineStarts[next] + column + 1);
      if (content.trimStart() === '}') return this.lineStarts[next] + content.length;
      if (content.trim() !== '') return undefined;
    }
    return undefined;
  }

  /** Where the lines end that are not to the left of a column, nor in the next document. */
  private endOfBlock(line: number, column: number): number {
    for (let next = line; next < this.lineStarts.length; next += 1) {
      const start = this.lineStarts[next];
      const [, spaces, content] = /^( *)(.{0,4})/.exec(this.text.slice(start, this.lineStarts[next + 1]))!;
      const isLeft = spaces.length < column && content.trim() !== '' && !content.startsWith('#');
      if (isLeft || (spaces === '' && /^(---|\.\.\.)(\s|$)/.test(content))) return start;
    }
    return this.text.length;
  }
}

/** The offset of a field, or of the nearest parent that is there. */
function offsetOf(nodes: YamlNodes, steps: readonly FieldStep[]): number {
  const [root] = nodes.roots();
  if (root === undefined) return 0;
  let place = { node: root, offset: nodes.offset(root), next: 0 };
  while (place.next < steps.length) {
    const below = itemAt(nodes, place.node, steps, place.next) ?? entryAt(nodes, place.node, steps, place.next);
    if (below === undefined) break;
    // What is left out has no place of its own.
    place = below.offset < 0 ? { ...below, offset: place.offset } : below;
  }
  return place.offset;
}

interface Place {
  readonly node: number;
  readonly offset: number;
  /** The step that leads on from here. */
  readonly next: number;
}

function itemAt(nodes: YamlNodes, list: number, steps: readonly FieldStep[], step: number): Place | undefined {
  const node = [...nodes.items(list)][Number(steps[step])];
  return node === undefined ? undefined : { node, offset: nodes.offset(node), next: step + 1 };
}

/** A key may hold dots (`app.kubernetes.io/name`), which a path without quotes has as several steps. */
function entryAt(nodes: YamlNodes, map: number, steps: readonly FieldStep[], step: number): Place | undefined {
  for (let next = step + 1; next <= steps.length; next += 1) {
    const entry = nodes.entry(map, steps.slice(step, next).join('.'));
    if (entry !== undefined) return { node: entry.value, offset: nodes.offset(entry.key), next };
  }
  return undefined;
}
