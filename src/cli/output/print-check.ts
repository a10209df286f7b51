import { checkJson } from './check-json';
import { checkText, ScreenSize } from './check-text';
import { junit } from './junit';
import { print } from './printer';
import { sarif } from './sarif';
import { styleOf } from './style';
import type { CheckResult } from '../check/check-result';
import type { CheckOptions } from '../commands/check-options';
import { readVersion } from '../read-version';
import type { Terminal } from '../terminal';

/** A screen where nobody knows how high it is. */
const ROWS = 24;

/** What the whole of an answer to `--assume` may take: it is pasted into chats and tickets. */
const ROWS_OF_ANSWER = 15;

export async function printCheck(result: CheckResult, { format, all, assume }: CheckOptions, terminal: Terminal): Promise<void> {
  const text = (): string => checkText(result, styleOf(terminal), sizeOf(terminal, all === true, assume !== undefined));
  await print(terminal.stdout, render(result, format, text));
}

function render(result: CheckResult, format: CheckOptions['format'], text: () => string): string {
  switch (format) {
    case 'text': return text();
    case 'json': return checkJson(result);
    case 'sarif': return sarif(result, readVersion());
    case 'junit': return junit(result);
  }
}

function sizeOf({ stdout: { isTTY, rows = ROWS, columns } }: Terminal, all: boolean, isAnswer: boolean): ScreenSize {
  if (all) return {};
  // The prompt takes a row too.
  const most = isTTY === true ? Math.max(ROWS_OF_ANSWER, rows - 1) : ROWS;
  return { rows: isAnswer ? ROWS_OF_ANSWER : most, columns: isTTY === true ? columns : undefined };
}
