// What is tried with each case: loading, reading facts, all checks, every connection, and finding the lines of fields.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FILE = 'case.yaml';
const FIELDS = ['metadata.name', 'spec.ports[0].name', 'spec.template.spec.containers[0].ports[1]', 'spec.trafficPolicy.tls.mode', 'metadata.labels["a.b/c"]'];
/** More would say the same of a case that happens to be a large mesh. */
const MOST_CONNECTIONS = 2000;

/** @param lib the folder of the compiled library. */
export function makeJudge(lib) {
  const require = createRequire(join(lib, 'index.js'));
  const { LoadError } = require('./manifests/load-error.js');
  const { ManifestReading } = require('./manifests/manifest-reading.js');
  const { bytesInput } = require('./manifests/input.js');
  const { FieldLocator } = require('./manifests/field-locator.js');
  const { readMeshSnapshot } = require('./manifests/mesh-snapshot.js');
  const { readSettingsOrRefuse } = require('./manifests/read-resolver-settings.js');
  const { MeshIndex } = require('./engine/mesh-index.js');
  const { connectionsOf } = require('./engine/connections.js');
  const { CheckContext } = require('./checks/check-context.js');
  const { runChecks } = require('./checks/run-checks.js');

  /** All that `check` and `connections` do with manifests; mesh config that is none is refused with its place. */
  function judgeMesh(manifests) {
    let settings;
    try {
      settings = readSettingsOrRefuse(manifests);
    } catch (error) {
      if (!/^case\.yaml:\d+: mesh config: got /.test(error.message)) throw error;
      settings = readSettingsOrRefuse([]);
    }
    const mesh = new MeshIndex(readMeshSnapshot(manifests, settings), settings);
    runChecks(new CheckContext(mesh));
    let left = MOST_CONNECTIONS;
    for (const { outcome } of connectionsOf(mesh)) {
      if (typeof outcome !== 'string') throw new Error('a connection without an outcome');
      left -= 1;
      if (left === 0) break;
    }
  }

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
    judgeMesh(manifests);
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
