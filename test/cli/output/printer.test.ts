import { Writable } from 'node:stream';
import { Printer } from '../../../src/cli/output/printer';

const LONG = 'x'.repeat(70_000);

describe('a reader that is slow', () => {
  test('is waited for, so that what it has not read does not pile up', async () => {
    let most = 0;
    let length = 0;
    const stream = new Writable({
      highWaterMark: 1024,
      write(chunk: Buffer, _, done) {
        length += chunk.length;
        setImmediate(done);
      },
    });
    const printer = new Printer(stream);
    for (let i = 0; i < 20; i += 1) {
      await printer.write(LONG);
      most = Math.max(most, stream.writableLength);
    }
    await printer.end();
    expect(length).toBe(20 * LONG.length);
    expect(most).toBeLessThanOrEqual(LONG.length);
  });
});

describe('a reader that goes away', () => {
  function aStreamThatFails(code: string): Writable {
    return new Writable({ write: (_, __, done) => done(Object.assign(new Error(code), { code })) });
  }

  test('is no mistake, and nothing more is written', async () => {
    const printer = new Printer(aStreamThatFails('EPIPE'));
    await printer.write(LONG);
    expect(printer.isClosed).toBe(true);
    await expect(printer.end()).resolves.toBeUndefined();
  });

  test('for another reason is one', async () => {
    const printer = new Printer(aStreamThatFails('ENOSPC'));
    await printer.write(LONG);
    await expect(printer.end()).rejects.toThrow('ENOSPC');
  });
});
