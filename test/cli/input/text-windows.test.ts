import { textWindows } from '../../../src/cli/input/text-windows';

const LINES = Array.from({ length: 5000 }, (_, i) => `line ${i + 1} of ä long text`);
const TEXT = LINES.join('\n');

function chunksOf(text: string | Buffer, size: number): Buffer[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

describe('windows on a text', () => {
  test.each([1, 7, 64, 4096, 1_000_000])('begin on the lines that are asked for, in chunks of %d bytes', (size) => {
    const windows = [...textWindows(chunksOf(TEXT, size), [1, 2, 2500, 5000])];
    expect(windows.map(({ line }) => line)).toEqual([1, 2, 2500, 5000]);
    for (const { line, text } of windows) expect(TEXT.endsWith(text) || text.startsWith(`${LINES[line - 1]}\n`)).toBe(true);
    expect(windows[3].text).toBe(LINES[4999]);
  });

  test('are no longer than they need to be', () => {
    const [{ text }] = textWindows(chunksOf(TEXT, 4096), [1]);
    expect(text.length).toBeLessThanOrEqual(64 * 1024);
  });

  test('are not given for lines that are not there', () => {
    expect([...textWindows(chunksOf('a\nb\n', 2), [2, 3, 9])].map(({ line, text }) => [line, text])).toEqual([[2, 'b\n']]);
  });

  test('read UTF-16 and a byte order mark', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a\nb: ü\n', 'utf16le')]);
    expect([...textWindows(chunksOf(utf16, 3), [2])]).toEqual([{ line: 2, text: 'b: ü\n' }]);
    expect([...textWindows([Buffer.from('\ufeffa: 1\n')], [1])]).toEqual([{ line: 1, text: 'a: 1\n' }]);
  });
});
