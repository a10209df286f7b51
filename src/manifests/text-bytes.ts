import { isAscii, isUtf8 } from 'node:buffer';
import { UnreadableText } from './unreadable-text';

const NEWLINE = 10;

/** The text of bytes; undefined where they are no UTF-8. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/** What is wrong with bytes that are no UTF-8, and begin on a line. */
export function notUtf8(bytes: Buffer, line: number): UnreadableText {
  let start = 0;
  for (let broken = line; ; broken += 1) {
    const end = bytes.indexOf('\n', start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) {
      return new UnreadableText(broken, 'got bytes that are no UTF-8; allowed: UTF-8; save the file as UTF-8');
    }
    start = end + 1;
  }
}

/** Whether bytes begin with a byte order mark of UTF-16: what PowerShell makes of `kubectl get … > file`. */
export function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** UTF-16 as UTF-8; other bytes as they are. */
export function asUtf8(bytes: Buffer): Buffer {
  if (!isUtf16(bytes)) return bytes;
  const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
  return Buffer.from((bytes[0] === 0xfe ? even.swap16() : even).toString('utf16le'), 'utf8');
}

export function countNewlines(bytes: Buffer): number {
  let lines = 0;
  for (const byte of bytes) if (byte === NEWLINE) lines += 1;
  return lines;
}
