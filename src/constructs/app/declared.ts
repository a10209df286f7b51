import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ClientDeclaration, MigrationDeclaration, PolicyDeclaration } from './declarations';

/** An object that an exception or a migration added: it is worked out, never read. */
interface GeneratedDeclaration {
  readonly kind: 'generated';
}

type Declaration = PolicyDeclaration | ClientDeclaration | MigrationDeclaration | GeneratedDeclaration;

const DECLARATION = Symbol('cdk8s-istio-mtls.declaration');

/** Ties to a construct of ours what it was told, for whoever walks the tree. */
export function declare(construct: IConstruct & { [DECLARATION]?: Declaration }, declaration: Declaration): void {
  construct[DECLARATION] = declaration;
}

/** What a construct of ours was told: of the kind that its class declares. */
export function declarationOf<D extends Declaration>(construct: IConstruct & { [DECLARATION]?: Declaration }): D {
  return construct[DECLARATION] as D;
}

/** The constructs of a tree, ours apart from the others. */
export interface DeclaredTree {
  readonly policies: PolicyDeclaration[];
  readonly clients: ClientDeclaration[];
  readonly migrations: MigrationDeclaration[];
  /** API objects that we did not make. */
  readonly others: ApiObject[];
}

/** Finds what is declared in the tree as it is now: a construct that was taken out is gone by itself. */
export function readDeclarations(root: IConstruct): DeclaredTree {
  const tree: DeclaredTree = { policies: [], clients: [], migrations: [], others: [] };
  visit(root, tree);
  return tree;
}

/** Whether two walks have found the same. */
export function isSameTree(one: DeclaredTree, other: DeclaredTree): boolean {
  return isSameList(one.policies, other.policies) && isSameList(one.clients, other.clients)
    && isSameList(one.migrations, other.migrations) && isSameList(one.others, other.others);
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}

function visit(construct: IConstruct & { [DECLARATION]?: Declaration }, tree: DeclaredTree): void {
  const declaration = construct[DECLARATION];
  if (declaration?.kind === 'generated') return;
  switch (declaration?.kind) {
    case 'policy': tree.policies.push(declaration); break;
    case 'client': tree.clients.push(declaration); break;
    case 'migration': tree.migrations.push(declaration); break;
    case undefined:
      if (ApiObject.isApiObject(construct)) tree.others.push(construct as ApiObject);
      // Below our own constructs there is only what we generate: not looking there halves the time for 10,000 of them.
      for (const child of construct.node.children) visit(child, tree);
  }
}
