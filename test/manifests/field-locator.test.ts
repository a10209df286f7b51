import { FieldLocator, locateField } from '../../src/manifests/field-locator';
import { parseFieldPath } from '../../src/manifests/field-path';
import { readText } from '../support/read-manifests';

const RULE = `# the rule
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: orders
  annotations:
    app.kubernetes.io/part-of: shop
    "quoted": x
spec:
  host: orders
  trafficPolicy:

    # ports
    portLevelSettings:
    - port:
        number: 80
      tls:
        mode: DISABLE
    - {port: {number: 81},
       tls: {mode: SIMPLE}}
  subsets:
    -
      name: v1
  text: |
    spec:
      host: no
  empty:
`;

/** The line of a text that holds these words, from 1. */
const lineOf = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1;

describe('a field is located', () => {
  test.each([
    ['spec.trafficPolicy.portLevelSettings[0].tls.mode', 'mode: DISABLE'],
    ['spec.trafficPolicy.portLevelSettings[0]', '- port:'],
    ['spec.trafficPolicy.portLevelSettings[1].port.number', 'number: 81'],
    ['spec.trafficPolicy.portLevelSettings[1].tls.mode', 'SIMPLE'],
    ['spec.trafficPolicy.portLevelSettings', 'portLevelSettings:'],
    ['spec.trafficPolicy.portLevelSettings.0.port.number', 'number: 80'],
    ['spec.subsets[0].name', 'name: v1'],
    ['spec.host', 'host: orders'],
    ['metadata.annotations["app.kubernetes.io/part-of"]', 'part-of'],
    ['metadata.annotations[\'quoted\']', 'quoted'],
    ['metadata.annotations.app.kubernetes.io/part-of', 'part-of'],
    ['spec.empty', 'empty:'],
    ['kind', 'kind: '],
  ])('%s', (field, words) => {
    expect(locateField(RULE, 2, field)).toBe(lineOf(RULE, words));
  });

  test.each([
    ['spec.trafficPolicy.portLevelSettings[7].tls.mode', 'portLevelSettings:'],
    ['spec.trafficPolicy.tls.mode', 'trafficPolicy:'],
    ['spec.host.deeper', 'host: orders'],
    ['spec.empty.deeper', 'empty:'],
    ['spec.text.host', 'text: |'],
    ['nothing', 'apiVersion'],
    ['', 'apiVersion'],
  ])('%s, which is not there, at its nearest parent', (field, words) => {
    expect(locateField(RULE, 2, field)).toBe(lineOf(RULE, words));
  });
});

describe('the manifest of a field is one', () => {
  const forms: [string, string][] = [
    ['among several documents', `a: b\n---\n${RULE}--- # next\nspec: {host: other}\n`],
    ['of a List', `apiVersion: v1\nitems:\n- kind: Pod\n- ${RULE.split('\n').slice(1).join('\n  ').trimEnd()}\n- spec:\n    host: other\nkind: List\n`],
    ['of a List that is indented', `kind: List\nitems:\n  - ${RULE.split('\n').slice(1).join('\n    ').trimEnd()}\n  - spec:\n      host: other\n`],
    ['of a List, behind its dash', `kind: List\nitems:\n-\n  ${RULE.split('\n').slice(1).join('\n  ').trimEnd()}\n-\n  spec:\n    host: other\n`],
    ['with Windows line ends', RULE.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${RULE}`],
  ];

  test.each(forms)('%s', (_, text) => {
    const { line } = readText(text).find(({ object }) => object.kind === 'DestinationRule')!;
    const locator = new FieldLocator(text);
    expect(locator.lineOf(line!, 'spec.trafficPolicy.portLevelSettings[0].tls.mode')).toBe(lineOf(text, 'mode: DISABLE'));
    expect(locator.lineOf(line!, 'spec.host')).toBe(lineOf(text, 'host: orders'));
    expect(locator.lineOf(line!, 'spec.subsets[3]')).toBe(lineOf(text, 'subsets:'));
  });

  test.each([['   ', undefined], ['  ', 2], ['\t', '\t']])('of JSON, indented by %j', (_, indent) => {
    const text = JSON.stringify({ kind: 'List', items: [{ kind: 'Pod', spec: { a: 1 } }, { kind: 'Service', spec: { host: '}', ports: [{ x: 1 }, { y: 2 }] } }] }, null, indent);
    const line = indent === undefined ? 1 : lineOf(text, '"Service"') - 1;
    expect(locateField(text, line, 'spec.ports[1].y')).toBe(lineOf(text, '"y"'));
    expect(locateField(text, line, 'spec.host')).toBe(lineOf(text, '"host"'));
  });

  test.each([['is gone', 99], ['is before the first', 0], ['is another', 14]])('unless its line %s: the text was changed since', (_, line) => {
    expect(locateField(RULE, line, 'spec.host')).toBe(line);
  });

  test('unless its text is broken since', () => {
    expect(locateField('a: [\n', 1, 'a.b')).toBe(1);
  });
});

describe('a field path', () => {
  test.each([
    ['spec.ports[0].name', ['spec', 'ports', 0, 'name']],
    ['metadata.annotations["a.b/c"].x', ['metadata', 'annotations', 'a.b/c', 'x']],
    ['a["say \\"x\\""]', ['a', 'say "x"']],
    ['a[0][1]', ['a', 0, 1]],
    ['', []],
    ['a[x].b', ['a']],
  ])('%s has its steps', (path, steps) => {
    expect(parseFieldPath(path)).toEqual(steps);
  });
});
