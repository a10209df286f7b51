import type { Severity } from '../../model/finding';
import type { Terminal } from '../terminal';

const CODES = { red: 31, yellow: 33, cyan: 36, green: 32, bold: 1, dim: 2 } as const;

/** What a text is, rather than what colour it has. */
export interface Style {
  severity(severity: Severity, text: string): string;
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

const COLOURED: Style = {
  severity: (severity, text) => paint(severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan', text),
  strong: (text) => paint('bold', text),
  faint: (text) => paint('dim', text),
  good: (text) => paint('green', text),
  bad: (text) => paint('red', text),
};

const same = (text: string) => text;
const PLAIN: Style = { severity: (_, text) => text, strong: same, faint: same, good: same, bad: same };

/** Colours on a terminal whose user does not mind them (https://no-color.org). */
export function styleOf({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): Style {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb' ? COLOURED : PLAIN;
}

function paint(code: keyof typeof CODES, text: string): string {
  return `\u001b[${CODES[code]}m${text}\u001b[0m`;
}
