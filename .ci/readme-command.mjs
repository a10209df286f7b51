// Prints a command of README.md: the console block behind the marker <!-- command: NAME -->.
import { readFileSync } from 'node:fs';

const name = process.argv[2];
const block = new RegExp(`<!-- command: ${name} -->\\n+\`\`\`console\\n([^]*?)\`\`\``).exec(readFileSync('README.md', 'utf8'));
if (!block) throw new Error(`README.md has no console block behind <!-- command: ${name} -->`);
console.log(block[1].split('\n').filter((line) => line.startsWith('$ ')).map((line) => line.slice(2)).join('\n'));
