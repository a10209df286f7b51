// The peer of the benchmark: one loadAll of a file, as simple as can be.
const { readFileSync } = require('node:fs');
const { loadAll } = require('js-yaml');

console.log(loadAll(readFileSync(process.argv[2], 'utf8')).length);
