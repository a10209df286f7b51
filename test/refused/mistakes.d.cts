export interface Mistake {
  readonly name: string;
  readonly file: string;
  readonly refused: string;
  readonly accepted: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface Message {
  readonly line: number;
  readonly text: string;
}

export const EXTENSIONS: string[];
export const FOLDER: string;
export function byFile<M extends { readonly file: string }>(messages: M[]): Map<string, M[]>;
export function judge(mistake: Mistake, messages: Message[]): string[];
export function mistakeNames(): string[];
export function readExpected(mistake: Pick<Mistake, 'name' | 'file'>): string[];
export function readMistakes(extension: string): Mistake[];
export function render(mistake: Pick<Mistake, 'file'>, messages: Message[]): string[];
