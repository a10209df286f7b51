import fc from 'fast-check';
import { cutPieces } from '../../src/manifests/cut-pieces';

const cut = (...chunks: string[]) => [...cutPieces(chunks.map((chunk) => Buffer.from(chunk)))].map(String);

test.each<[string, string[], string[]]>([
  ['at the first and the last document of a chunk', ['a\n---\nb\n---\nc\n---\nd'], ['a\n', '---\nb\n---\nc\n', '---\nd']],
  ['across chunks', ['a\n---\nb', 'b\n---\nc'], ['a\n', '---\nbb\n', '---\nc']],
  ['not within a line', ['a ---\nb\n --- \n---c\n----\n'], ['a ---\nb\n --- \n---c\n----\n']],
  ['not where the next character is unknown', ['a\n---', '\nb\n---\nc'], ['a\n---\nb\n', '---\nc']],
  ['with Windows line ends', ['a\r\n---\r\nb'], ['a\r\n', '---\r\nb']],
  ['not behind a directive, which belongs to what comes after', ['a\n---\nb\n...\n%TAG ! x\n---\nc\n---\nd', '\n---\ne'], ['a\n', '---\nb\n...\n%TAG ! x\n---\nc\n---\nd\n---\ne']],
  ['not behind a directive that comes first', ['%YAML 1.2\n---\na\n---\nb'], ['%YAML 1.2\n---\na\n---\nb']],
  ['into nothing where there is nothing', ['', ''], []],
])('a stream is cut %s', (_, chunks, expected) => {
  expect(cut(...chunks)).toEqual(expected);
});

test('nothing is lost, and documents begin pieces', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.constantFrom('a', '\n', '---', '\n---\n', ' ', '\r\n', '%', '\n%x')).map((parts) => parts.join(''))), (chunks) => {
    const pieces = cut(...chunks);
    expect(pieces.join('')).toBe(chunks.join(''));
    for (const piece of pieces.slice(1)) expect(piece).toMatch(/^---\s/);
  }));
});
