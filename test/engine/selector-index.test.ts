import * as fc from 'fast-check';
import { LabelIndex, SelectorIndex } from '../../src/engine/selector-index';
import { selects } from '../../src/model/labels';
import { someLabels } from '../support/arbitraries';

const someEntries = fc.array(fc.record({ namespace: fc.constantFrom('shop', 'bank'), labels: someLabels }), { maxLength: 12 });

describe('SelectorIndex', () => {
  test('finds what a search of every entry finds', () => {
    fc.assert(fc.property(someEntries, someLabels, (entries, labels) => {
      const index = new SelectorIndex<number>();
      entries.forEach((entry, i) => index.add(entry.namespace, entry.labels, i));
      const expected = entries.flatMap((entry, i) => (entry.namespace === 'shop' && selects(entry.labels, labels) ? [i] : []));
      expect(index.selecting('shop', labels).sort((a, b) => a - b)).toEqual(expected);
    }));
  });

  test('finds an empty selector for an object without labels', () => {
    const index = new SelectorIndex<string>();
    index.add('shop', {}, 'everything');
    expect(index.selecting('shop', {})).toEqual(['everything']);
  });

  test('finds nothing of a namespace that is not filed', () => {
    const index = new SelectorIndex<string>();
    index.add('shop', { app: 'web' }, 'web');
    expect(index.selecting('bank', { app: 'web' })).toEqual([]);
  });
});

describe('LabelIndex', () => {
  test('finds what a search of every entry finds', () => {
    fc.assert(fc.property(someEntries, someLabels, (entries, selector) => {
      const index = new LabelIndex<number>();
      entries.forEach((entry, i) => index.add(entry.namespace, entry.labels, i));
      const expected = entries.flatMap((entry, i) => (entry.namespace === 'shop' && selects(selector, entry.labels) ? [i] : []));
      expect([...index.selectedBy('shop', selector)].sort((a, b) => a - b)).toEqual(expected);
    }));
  });

  test('finds nothing of a namespace that is not filed', () => {
    expect(new LabelIndex<string>().selectedBy('shop', {})).toEqual([]);
  });
});
