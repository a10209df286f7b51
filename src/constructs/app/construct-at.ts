import type { IConstruct } from 'constructs';

/** The construct with this path, which has to be there. */
export function constructAt(root: IConstruct, path: string): IConstruct {
  return path.split('/').reduce((parent, id) => parent.node.findChild(id), root);
}

/** Whether a construct is in the tree of this root: one that was taken out, or whose parent was, still knows its scope. */
export function isInTree(construct: IConstruct, root: IConstruct): boolean {
  let here = construct;
  while (here !== root) {
    const { scope, id } = here.node;
    if (scope?.node.tryFindChild(id) !== here) return false;
    here = scope;
  }
  return true;
}
