// What js-yaml alone makes of a case, read as a whole: our reader has paths of its own, which have to agree with it.
import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadAll, YAMLException } from 'js-yaml';

/** Refusals of what is YAML, but no mesh: js-yaml has no opinion on them. */
const NOT_OF_SYNTAX = /without (kind|apiVersion|metadata\.name)|as metadata\.|again, with other contents|aliases|levels of maps/;

/** @param lib the folder of the compiled library. */
export function makeReference(lib) {
  const require = createRequire(join(lib, 'index.js'));
  const { KUBERNETES_SCHEMA } = require('./manifests/yaml-schema.js');
  const { itemsOf } = require('./manifests/kubernetes-list.js');
  const { isKubernetesObject } = require('./manifests/kubernetes-object.js');
  const { RepeatedObjects } = require('./manifests/repeated-objects.js');

  function objectsOf(text) {
    const repeated = new RepeatedObjects();
    return loadAll(text, { schema: KUBERNETES_SCHEMA })
      .flatMap((value) => [...itemsOf({ value, line: 1 })])
      .map(({ value }) => value)
      .filter((value) => isKubernetesObject(value) && !repeated.isRepeated({ source: '', object: value }));
  }

  /** @throws Error where our verdict is not what js-yaml's is. */
  return function compare(bytes, { manifests, problems }) {
    if (!isUtf8(bytes)) {
      const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
      if (problems === undefined && !isUtf16) throw new Error('read, though it is no UTF-8');
      return;
    }
    const text = bytes.toString();
    let expected;
    try {
      // Objects that hold themselves cannot be gone through: we refuse them.
      if (problems?.every(({ message }) => NOT_OF_SYNTAX.test(message))) return;
      expected = objectsOf(text);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      if (problems === undefined && !isOursToRead(text, error.reason)) throw new Error(`read, though js-yaml says: ${error.reason}`);
      return;
    }
    if (problems !== undefined) throw new Error(`refused, though js-yaml reads it: ${problems[0].message}`);
    const got = manifests.map(({ object }) => object);
    const difference = firstDifference(got, expected, '');
    if (difference !== undefined) throw new Error(`read otherwise than js-yaml reads it: ${difference}`);
  };
}

/** What js-yaml does not read as a whole, and we do on purpose. */
function isOursToRead(text, reason) {
  const isJsonWithoutSeparators = /^\uFEFF?\s*\{/.test(text);
  const isOfAnotherProgram = /unknown \w+ tag|undeclared tag/.test(reason);
  // The second of two byte order marks is text, unless a `---` comes behind it: we have cut there.
  const isTwiceMarked = reason === 'can not read a document' && text.includes('\uFEFF\uFEFF');
  return isJsonWithoutSeparators || isOfAnotherProgram || isTwiceMarked;
}

function firstDifference(got, expected, path) {
  if (isDeepStrictEqual(got, expected)) return undefined;
  const keys = [got, expected].map((value) => (typeof value === 'object' && value !== null ? Object.keys(value) : undefined));
  if (keys.includes(undefined) || keys[0].join() !== keys[1].join()) return `${path}: ${JSON.stringify(got)?.slice(0, 200)}, not ${JSON.stringify(expected)?.slice(0, 200)}`;
  return keys[0].map((key) => firstDifference(got[key], expected[key], `${path}/${key}`)).find((difference) => difference !== undefined);
}
