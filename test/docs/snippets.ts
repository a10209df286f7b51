import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** A code block of a page, with the marker before it and the block that follows it (its expected output). */
export interface Snippet {
  readonly file: string;
  readonly line: number;
  readonly marker: string;
  readonly language: string;
  readonly code: string;
  /** The next block, where it is no code: what the snippet gives. */
  readonly output?: { readonly language: string; readonly text: string };
}

const BLOCK = /(?:<!-- ([^]*?) -->\n+)?```(\w+)\n([^]*?)```/g;
const OUTPUTS = ['yaml', 'text'];

export function snippetsOf(file: string): Snippet[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const blocks = [...text.matchAll(BLOCK)].map(([match, marker = '', language, code], i, all) => ({
    file, marker, language, code, line: text.slice(0, (all[i].index ?? 0) + match.indexOf('```')).split('\n').length,
  }));
  return blocks.flatMap((block, i) => {
    if (OUTPUTS.includes(block.language)) return [];
    const next = blocks[i + 1];
    return [{ ...block, output: next && OUTPUTS.includes(next.language) ? { language: next.language, text: next.code } : undefined }];
  });
}

/** Writes what a snippet gives into its page: UPDATE_EXPECTED=1 npx jest test/docs. */
export function updateOutput({ file, code, output }: Snippet, text: string): void {
  if (output === undefined) throw new Error(`${file}: no block follows the snippet`);
  const page = readFileSync(join(ROOT, file), 'utf8');
  const from = page.indexOf(`\`\`\`${output.language}\n${output.text}\`\`\``, page.indexOf(code));
  const before = page.slice(0, from);
  writeFileSync(join(ROOT, file), `${before}\`\`\`${output.language}\n${text}${page.slice(from + output.language.length + 4 + output.text.length)}`);
}
