const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Ratios against a peer, each with its budget. */
export class Table {
  rows = [];
  failed = 0;

  constructor(note) {
    this.note = note;
  }

  /** Pair by pair, as a machine that slows down for a while slows down both arms of a pair. */
  compare(work, unit, ours, theirs, atMost) {
    const ratio = median(ours.map((value, run) => value / theirs[run]));
    const ok = ratio <= atMost;
    this.failed += ok ? 0 : 1;
    const digits = (value) => value.toFixed(value < 10 ? 2 : 0);
    this.rows.push([work, `${digits(median(ours))} ${unit}`, `${digits(median(theirs))} ${unit}`, `${ratio.toFixed(3)} x`, `at most ${atMost.toFixed(2)} x`, ok ? 'ok' : 'NOT OK']);
  }

  /** Whether every budget is kept. */
  print() {
    const header = ['work', 'ours', 'peer', 'ratio', 'budget', ''];
    const widths = header.map((_, i) => Math.max(...[header, ...this.rows].map((row) => row[i].length)));
    for (const row of [header, ...this.rows]) console.log(row.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd());
    console.log(`medians of ${this.note}`);
    console.log(`${this.rows.length - this.failed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }
}
