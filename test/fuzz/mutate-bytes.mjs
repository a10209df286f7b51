// What goes wrong with bytes: each function gives other bytes.

const BROKEN_UTF8 = [[0xff], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0x80], [0xfe, 0xff], [0xf8, 0x88, 0x80, 0x80, 0x80]];

export const byteMutations = {
  brokenUtf8: (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(BROKEN_UTF8)), bytes.subarray(at)]);
  },
  flipBits: (bytes, random) => {
    const flipped = Buffer.from(bytes);
    for (let i = 1 + random.below(4); i > 0 && flipped.length > 0; i -= 1) flipped[random.below(flipped.length)] ^= 1 << random.below(8);
    return flipped;
  },
  truncateBytes: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  utf16: (bytes, random) => {
    const little = Buffer.from(`\uFEFF${bytes.toString()}`, 'utf16le');
    return random.chance(0.5) ? little : little.swap16();
  },
};
