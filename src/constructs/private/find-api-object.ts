import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkConstruct } from './check-types';
import { refusal } from './refuse';

/**
 * The one ApiObject that a construct stands for: itself, its default child (cdk8s-plus), or the only one below it that
 * fits (an Include, a Helm chart, a construct of the user's own).
 *
 * @throws Error where none fits or several do, listing what there is.
 */
export function findApiObject(construct: IConstruct, what: string, fits: (object: ApiObject) => boolean, remedy: string): ApiObject {
  const own = ownApiObject(checkConstruct(what, construct, remedy));
  if (own) {
    if (fits(own)) return own;
    throw new Error(refusal(`${what} ${construct.node.path}`, own.kind, `a construct that holds a ${what}`, remedy));
  }
  const found = construct.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
  const fitting = found.filter(fits);
  if (fitting.length === 1) return fitting[0];
  const got = fitting.length === 0 ? describe(found) || 'no Kubernetes object at all' : describe(fitting);
  throw new Error(refusal(`${what} ${construct.node.path}`, got, `a construct that holds exactly one ${what}`, remedy));
}

function ownApiObject(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct as ApiObject;
  const child = construct.node.defaultChild;
  return child === undefined ? undefined : ownApiObject(child);
}

function describe(objects: ApiObject[]): string {
  const names = objects.map((object) => `${object.kind} ${object.name}`);
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
}
