import fc from 'fast-check';
import { copyText, TextPool } from '../../src/manifests/text-pool';

test('a pool slices as texts do', () => {
  const pool = new TextPool();
  fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'ä', '😀', 'service-', '12', '\n'), { maxLength: 40 }).map((parts) => parts.join('')), fc.nat(60), fc.nat(60), (text, one, other) => {
    const [start, end] = [one, other].map((at) => Math.min(at, text.length)).sort((a, b) => a - b);
    expect(pool.slice(text, start, end)).toBe(text.slice(start, end));
  }));
});

test('a copy is the same text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => expect(copyText(text)).toBe(text)));
});
