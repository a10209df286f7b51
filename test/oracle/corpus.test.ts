import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { aConnection } from './a-connection';
import { compare } from './compare';
import { Corpus, readCorpus, writeCorpus } from './corpus';
import { disappointment } from './expectation';
import { generateMesh } from './generate/generate-mesh';
import type { GeneratedMesh } from './generated-mesh';
import { verdictsOf } from './ours';
import { readSituations } from './situation';
import { RULES } from '../../src/engine/rules';
import { tempFolder } from '../support/temp-folder';

const FOLDER = join(__dirname, 'corpus');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.jsonl')).sort();
const corpora = new Map(files.map((file) => [file, readCorpus(join(FOLDER, file))]));
const RECORD = 'record again: node test/oracle/record.mjs ORACLE';

describe('the format', () => {
  test('gives back what was written', () => {
    const file = join(tempFolder(), 'corpus.jsonl');
    const corpus: Corpus = { istio: 'v1.31.0', meshes: [{ mesh: generateMesh(1), connections: [aConnection()] }, { mesh: generateMesh(2), connections: [] }] };
    writeCorpus(file, corpus);
    expect(readCorpus(file)).toEqual(corpus);
  });

  test('of another version is refused', () => {
    const folder = tempFolder({ 'corpus.jsonl': '{"format":2,"istio":"v1"}\n' });
    expect(() => readCorpus(join(folder, 'corpus.jsonl'))).toThrow('format 2; allowed: 1; record it again');
  });
});

/** What the oracle is built from. */
const ISTIO = /istio\.io\/istio (\S+)/.exec(readFileSync(join(__dirname, 'istiod', 'go.mod'), 'utf8'))?.[1];

describe('what is recorded', () => {
  test('is small enough for a repository', () => {
    expect(files.reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0)).toBeLessThan(2_000_000);
  });

  test.each(files)('%s names the version of Istio', (file) => {
    expect(corpora.get(file)?.istio).toBe(ISTIO);
  });
});

describe('situations', () => {
  const situations = readSituations();
  const recorded = corpora.get('situations.jsonl')?.meshes ?? [];

  test(`are recorded as they are; else ${RECORD}`, () => {
    expect(recorded.map(({ mesh }) => mesh)).toEqual(situations.map(({ mesh }) => mesh));
  });

  test.each(situations.map((situation) => [situation.mesh.id, situation] as const))('%s shows what it says', (id, { expected }) => {
    const connections = recorded.find(({ mesh }) => mesh.id === id)?.connections ?? [];
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.flatMap((expectation) => disappointment(expectation, connections) ?? [])).toEqual([]);
  });
});

/** What no mesh shows of which the oracle knows everything, and why. */
const UNSHOWN: Readonly<Record<string, string>> = {
  'unknown-namespace': 'every mesh holds its Namespaces',
  'same-node': 'the oracle gives each pod a node of its own',
  'captured-by-address': 'ranges of addresses are all or nothing in generated meshes',
  'waypoint': 'no mesh has one',
  'equally-old-policies': 'in ambient meshes ages differ, for istiod itself does not decide ties',
  'certificate-missing': 'the API server refuses such rules',
  'proxyless': 'what proxyless gRPC does is in the application\'s hands: not drawn, and not compared',
};

let counted: Map<string, number> | undefined;

/** How often each rule decides over all recorded meshes; counted once, whichever test asks first. */
function countsOf(meshes: readonly GeneratedMesh[]): ReadonlyMap<string, number> {
  if (counted === undefined) {
    counted = new Map();
    for (const mesh of meshes) verdictsOf(mesh, counted);
  }
  return counted;
}

describe('our resolver', () => {
  const meshes = [...corpora.values()].flatMap((corpus) => corpus.meshes);

  test.each(meshes.map((one) => [one.mesh.id, one] as const))('says what istiod said of %s', (_, { mesh, connections }) => {
    expect(compare(connections, verdictsOf(mesh))).toEqual([]);
  });

  test.each(Object.keys(RULES).filter((rule) => !(rule in UNSHOWN)))('decides at least 50 times by the rule %s', (rule) => {
    expect(countsOf(meshes.map(({ mesh }) => mesh)).get(rule) ?? 0).toBeGreaterThanOrEqual(50);
  });
});
