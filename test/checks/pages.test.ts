import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { CATALOGUE } from '../../src/checks/catalogue';
import type { Check } from '../../src/checks/check';
import { examplesOf, headOf, indexOf, PageExample, pageOf, updateHead, writtenHead } from '../docs/check-page';
import { ROOT } from '../docs/snippets';
import { brief, findingsIn, findingsLeftIn } from '../support/checked';

const ORDER = ['error', 'warning', 'info'];
const INDEX = join(ROOT, 'docs/checks/README.md');

const CASES = CATALOGUE.map((check) => [check.id, check] as const);
const EXAMPLES = CATALOGUE.flatMap((check) => examplesOf(check).map((example) => [`${check.id}.md:${example.line}`, check, example] as const));

const ofKind = (...kinds: PageExample['is'][]) => EXAMPLES.filter(([, , { is }]) => kinds.includes(is));

interface NamedObject {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string; readonly annotations?: object };
}

function titleOf({ kind, metadata: { namespace, name } }: NamedObject): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

function toYaml(objects: Iterable<unknown>): string {
  return [...objects].map((object) => `---\n${JSON.stringify(object)}\n`).join('');
}

/** The objects of the findings annotated as the page says. */
function silenced({ id }: Check, yaml: string): string {
  const resources = findingsIn(yaml, id).map(({ resource }) => resource);
  return toYaml((loadAll(yaml) as NamedObject[]).map((object) => (resources.includes(titleOf(object))
    ? { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, 'mtls.cdk8s.io/silence': `${id}: known` } } } : object)));
}

/** The failing block before, with the objects of this one in place of those of the same name. */
function replaced(check: Check, { line, yaml }: PageExample): string {
  const failing = examplesOf(check).filter((example) => example.is === 'failing' && example.line < line).at(-1)!;
  const objects = [...loadAll(failing.yaml), ...loadAll(yaml)] as NamedObject[];
  return toYaml(new Map(objects.map((object) => [titleOf(object), object])).values());
}

describe('the catalogue', () => {
  test('has every id once, in order', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.every((id) => /^MTLS[1239]\d\d$/.test(id))).toBe(true);
  });

  test('has a page for every check, and no page of anything else', () => {
    const ids = readdirSync(join(ROOT, 'docs/checks')).filter((file) => file.startsWith('MTLS')).map((file) => file.replace('.md', ''));
    expect(ids.sort()).toEqual(CATALOGUE.map(({ id }) => id));
  });

  test('is the table of docs/checks/README.md', () => {
    const index = indexOf(CATALOGUE);
    if (process.env.UPDATE_EXPECTED) writeFileSync(INDEX, index);
    expect(existsSync(INDEX) ? readFileSync(INDEX, 'utf8') : '').toBe(index);
  });
});

describe('the page of a check', () => {
  test.each(CASES)('%s begins with what the check says of itself', (_, check) => {
    if (process.env.UPDATE_EXPECTED) updateHead(check);
    expect(writtenHead(check)).toBe(headOf(check));
  });

  test.each(CASES)('%s shows a mesh in which it fails and one in which it passes, on one screen', (_, check) => {
    expect(examplesOf(check).map(({ is }) => is)).toEqual(expect.arrayContaining(['failing']));
    expect(examplesOf(check).some(({ is }) => is !== 'failing')).toBe(true);
    expect(readFileSync(pageOf(check), 'utf8').split('\n').length).toBeLessThanOrEqual(85);
  });
});

describe('a failing example', () => {
  test.each(ofKind('failing'))('%s has the finding that it says', (_, check, { id, severity, yaml }) => {
    expect(id).toBe(check.id);
    const found = findingsIn(yaml).filter((finding) => finding.check.id === id);
    expect(found.map((finding) => finding.severity).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0]).toBe(severity ?? check.severity);
    expect(found.map(({ message }) => message).filter((message) => message.length > 280)).toEqual([]);
  });

  test.each(ofKind('failing'))('%s has no finding left once its objects are annotated as the page says', (_, check, { yaml }) => {
    expect(brief(findingsLeftIn(silenced(check, yaml), check.id))).toEqual([]);
  });
});

describe('a passing example', () => {
  test.each(ofKind('passing', 'instead'))('%s has nothing above info', (_, check, example) => {
    const findings = findingsIn(example.is === 'instead' ? replaced(check, example) : example.yaml);
    expect(brief(findings.filter(({ severity }) => severity !== 'info'))).toEqual([]);
    expect(brief(findings.filter((finding) => check.severity === 'info' && finding.check === check))).toEqual([]);
  });
});
