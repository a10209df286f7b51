import { isAscii, isUtf8 } from 'node:buffer';

const NEWLINE = 10;

/** The text of bytes; undefined where they are no UTF-8. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/** How many lines come before the first that is no UTF-8. */
export function linesOfUtf8(bytes: Buffer): number {
  let start = 0;
  for (let lines = 0; ; lines += 1) {
    const end = bytes.indexOf('\n', start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}

/** UTF-16 as UTF-8: what PowerShell makes of `kubectl get … > file`. Other bytes as they are. */
export function asUtf8(bytes: Buffer): Buffer {
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittleEndian && !isBigEndian) return bytes;
  const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
  return Buffer.from((isBigEndian ? even.swap16() : even).toString('utf16le'), 'utf8');
}

export function countNewlines(bytes: Buffer): number {
  let lines = 0;
  for (const byte of bytes) if (byte === NEWLINE) lines += 1;
  return lines;
}
