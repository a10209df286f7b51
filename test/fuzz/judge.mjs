// What is tried with each case: loading, reading facts, and finding the lines of fields.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FILE = 'case.yaml';
const FIELDS = ['metadata.name', 'spec.ports[0].name', 'spec.template.spec.containers[0].ports[1]', 'spec.trafficPolicy.tls.mode', 'metadata.labels["a.b/c"]'];
const SETTINGS = { revision: 'default', clusterDomain: 'cluster.local', enablePrometheusMerge: undefined };

/** @param lib the folder of the compiled library. */
export function makeJudge(lib) {
  const require = createRequire(join(lib, 'index.js'));
  const { LoadError } = require('./manifests/load-error.js');
  const { ManifestReading } = require('./manifests/manifest-reading.js');
  const { bytesInput } = require('./manifests/input.js');
  const { FieldLocator } = require('./manifests/field-locator.js');
  const { readMeshFacts } = require('./manifests/mesh-facts.js');
  const { readMeshSnapshot } = require('./manifests/mesh-snapshot.js');

  /** The manifests of a case, or the problems with it. @throws whatever is neither. */
  return function judge(chunks, { prune = false } = {}) {
    const reading = new ManifestReading(() => [bytesInput(FILE, chunks)], { prune });
    let manifests;
    try {
      manifests = [...reading];
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      return { problems: checkProblems(error.problems, Buffer.concat(chunks)) };
    }
    readMeshFacts(manifests);
    readMeshSnapshot(manifests, SETTINGS);
    checkLines(manifests, new FieldLocator(reading.textOf(FILE)));
    return { manifests, skipped: reading.skipped };
  };
}

function checkProblems(problems, bytes) {
  const lines = 1 + bytes.filter((byte) => byte === 10 || byte === 13).length;
  for (const { file, line, message } of problems) {
    if (file !== FILE || !(line >= 1 && line <= lines)) throw new Error(`a refusal names ${file}:${line} of ${lines} lines: ${message}`);
    if (!/^got .*; allowed: .*; /s.test(message)) throw new Error(`a refusal does not say what was got, what is allowed and the remedy: ${message}`);
  }
  return problems;
}

function checkLines(manifests, locator) {
  for (const { line } of manifests.slice(0, 3)) {
    for (const field of FIELDS) {
      const found = locator.lineOf(line, field);
      if (!Number.isInteger(found) || found < line) throw new Error(`field ${field} of the manifest at line ${line} is said to be at line ${found}`);
    }
  }
}
