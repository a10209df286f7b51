const SLOTS = 4096;

/** V8 copies shorter texts when it slices; a longer one is a view that keeps all of the text it was cut from in memory. */
const SHORTEST_VIEW = 13;

/**
 * Texts cut from a longer one without keeping that in memory, and the same text as one value where it came up a moment
 * ago: manifests repeat their names and labels within a few lines.
 */
export class TextPool {
  private readonly recent: string[] = Array<string>(SLOTS).fill('');

  /** The same as `text.slice(start, end)`. */
  public slice(text: string, start: number, end: number): string {
    const slot = slotOf(text, start, end);
    const recent = this.recent[slot];
    if (recent.length === end - start && isAt(text, start, recent)) return recent;
    return (this.recent[slot] = copyText(text.slice(start, end)));
  }
}

/** The same as `text.startsWith(part, start)`, which takes longer on texts as short as these. */
function isAt(text: string, start: number, part: string): boolean {
  for (let at = part.length - 1; at >= 0; at -= 1) if (text.charCodeAt(start + at) !== part.charCodeAt(at)) return false;
  return true;
}

/** The last characters differ most: names count up. */
function slotOf(text: string, start: number, end: number): number {
  if (end === start) return 0;
  const mixed = (end - start) * 31 + text.charCodeAt(start) * 17 + text.charCodeAt(end - 1) * 131 + text.charCodeAt(Math.max(start, end - 2)) * 1031;
  return mixed % SLOTS;
}

/** The same text, as a value that keeps no other in memory. */
export function copyText(text: string): string {
  // Joining is what makes V8 write the characters anew.
  return text.length < SHORTEST_VIEW ? text : [text.slice(0, 1), text.slice(1)].join('');
}
