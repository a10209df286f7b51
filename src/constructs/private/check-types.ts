import { Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { pathOf } from './check-values';
import { refuse } from './refuse';

// Callers may use a language whose compiler checks nothing: what these refuse would be a TypeError somewhere below else.

/** One of our value classes, whose constructors are private. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
type ValueClass<T> = Function & { readonly prototype: T };

export function checkIs<T>(what: string, value: T, type: ValueClass<T>, remedy: string): T {
  return value instanceof type ? value : refuse(what, value, `${/^[AEIOU]|^Mtls/.test(type.name) ? 'an' : 'a'} ${type.name}`, remedy);
}

export function checkListOf<T>(what: string, list: readonly T[] | undefined, type: ValueClass<T>, remedy: string): readonly T[] {
  if (!Array.isArray(list)) refuse(what, list, `a list of ${type.name}`, 'put it between [ and ]');
  for (const item of list as readonly T[]) checkIs(what, item, type, remedy);
  return list as readonly T[];
}

export function checkProps<P extends object>(scope: IConstruct, id: string, props: P, example: string): P {
  return isObject(props) ? props : refuse(`${pathOf(scope, id)}: props`, props, 'an object', `give it, such as ${example}`);
}

export function checkConstruct<C extends IConstruct>(what: string, construct: C, remedy: string): C {
  return Construct.isConstruct(construct) ? construct : refuse(what, construct, 'a construct', remedy);
}

/** Options of which each key is known: a misspelt one would be passed over in silence. */
export function checkKeys<O extends object>(what: string, options: O, known: readonly (keyof O & string)[], remedy: string): O {
  if (!isObject(options)) refuse(what, options, `an object with ${known.join(', ')}`, remedy);
  for (const key of Object.keys(options)) {
    if (!(known as readonly string[]).includes(key)) refuse(`${what}: key`, key, known.join(', '), 'correct the key, or leave it out');
  }
  return options;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that says something, or a token that is to become one. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : isToken(value);
}

/** What cdk8s resolves when it renders. */
export function isToken(value: unknown): boolean {
  return value instanceof Lazy || (isObject(value) && typeof (value as { resolve?: unknown }).resolve === 'function');
}
