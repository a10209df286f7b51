// Lets plain node run the suite's TypeScript as it is: a slow suite should not wait for a compiler first.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

require('ts-node').register({ transpileOnly: true, project: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });

/** The exports of a TypeScript file beside this one. */
export const typescript = (file) => require(`./${file}`);
