import type { IConstruct } from 'constructs';

/** The construct with this path, which has to be there. */
export function constructAt(root: IConstruct, path: string): IConstruct {
  return path.split('/').reduce((parent, id) => parent.node.findChild(id), root);
}
