import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(__dirname, '../../.jsii');

export interface Docs { readonly summary?: string; readonly default?: string }

export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly union?: unknown;
  readonly collection?: { readonly kind: string; readonly elementtype: TypeReference };
}

export interface Value { readonly name: string; readonly docs?: Docs; readonly optional?: boolean; readonly type: TypeReference }

export interface Callable {
  readonly name?: string;
  readonly docs?: Docs;
  readonly overrides?: string;
  readonly protected?: boolean;
  readonly parameters?: readonly Value[];
  readonly returns?: Omit<Value, 'name'>;
}

export interface Type {
  readonly name: string;
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly docs?: Docs;
  readonly initializer?: Callable;
  readonly methods?: readonly Callable[];
  readonly properties?: readonly Value[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
  readonly locationInModule: { readonly filename: string };
}

/** What jsii made of the library for other languages. */
export function publicTypes(): Type[] {
  if (!existsSync(FILE)) throw new Error('.jsii is not there: run `npx projen compile` first, which builds the assembly that this test reads');
  return Object.values((JSON.parse(readFileSync(FILE, 'utf8')) as { types: Record<string, Type> }).types);
}
