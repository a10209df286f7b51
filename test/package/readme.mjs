// The examples in README.md, as whole files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './built.mjs';

/** The first TypeScript example with a policy, the YAML below it, and the first Python and Java examples. */
export function readmeExamples() {
  const blocks = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```(\w+)[^\n]*\n([^]*?)^```/gm)].map(([, language, text]) => ({ language, text }));
  const first = blocks.findIndex(({ language, text }) => language === 'ts' && text.includes('new MeshPolicy'));
  return {
    typescript: blocks[first]?.text ?? missing('a ```ts block with "new MeshPolicy"'),
    yaml: blocks.slice(first).find(({ language }) => language === 'yaml')?.text ?? missing('a ```yaml block below the first policy'),
    python: blocks.find(({ language }) => language === 'python')?.text ?? missing('a ```python block'),
    java: blocks.find(({ language }) => language === 'java')?.text ?? missing('a ```java block'),
  };
}

function missing(what) {
  throw new Error(`README.md lacks ${what}`);
}
