import { Block, fitScreen, wholeScreen } from '../../../src/cli/output/fit-screen';

function aBlock(name: string, total: number, what: Partial<Block> = {}): Block {
  return { rank: 0, head: name, items: Array.from({ length: total }, (_, i) => [`  ${name} ${i + 1}`]), total, tail: [`  remedy of ${name}`], ...what };
}

describe('blocks that have room', () => {
  test('are shown whole, an empty line between them', () => {
    expect(fitScreen([aBlock('a', 2), aBlock('b', 1)], 10)).toEqual({ lines: ['a', '  a 1', '  a 2', '  remedy of a', '', 'b', '  b 1', '  remedy of b'], left: 0 });
  });
});

describe('blocks that are too long', () => {
  test('show something of each of a rank before all of one', () => {
    expect(fitScreen([aBlock('a', 9), aBlock('b', 9)], 9)).toEqual({
      lines: ['a', '  a 1', '  and 8 more', '  remedy of a', '', 'b', '  b 1', '  and 8 more', '  remedy of b'], left: 16,
    });
  });

  test('show all of a lower rank before anything of a higher one', () => {
    expect(fitScreen([aBlock('error', 4), aBlock('warning', 1, { rank: 1 })], 7)).toEqual({
      lines: ['error', '  error 1', '  error 2', '  error 3', '  error 4', '  remedy of error'], left: 1,
    });
  });

  test('show the first whatever it takes', () => {
    expect(fitScreen([aBlock('a', 5)], 0)).toEqual({ lines: ['a', '  a 1', '  and 4 more', '  remedy of a'], left: 4 });
  });

  test('count lines that a terminal breaks', () => {
    expect(fitScreen([aBlock('a', 3)], 7, () => 2).lines).toEqual(['a', '  a 1', '  and 2 more', '  remedy of a']);
  });

  test('count items that nobody has written down', () => {
    expect(fitScreen([aBlock('a', 2, { total: 1000 })], 10)).toEqual({ lines: ['a', '  a 1', '  a 2', '  and 998 more', '  remedy of a'], left: 998 });
  });
});

test.each([5, 8, 12, 15, 24])('%d lines are not exceeded, whatever there is to show', (room) => {
  const blocks = [aBlock('a', 7), aBlock('b', 1), aBlock('c', 3, { rank: 1 }), aBlock('d', 40, { rank: 2 })];
  expect(fitScreen(blocks, room).lines.length).toBeLessThanOrEqual(room);
});

test('a whole screen leaves nothing out', () => {
  expect(wholeScreen([aBlock('a', 40)]).lines).toHaveLength(42);
});
