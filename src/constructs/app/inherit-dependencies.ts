import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** One construct that has to be applied after another. */
export interface DependencyEdge {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

export function dependencyEdges(root: IConstruct): DependencyEdge[] {
  return root.node.findAll().flatMap((source) => source.node.dependencies.map((target) => ({ source, target })));
}

/**
 * Gives an object that was added while the app is validated the dependencies of those above it: cdk8s has spread them
 * over the objects of the tree by then, and the order of the manifests would depend on how often the app was rendered.
 */
export function inheritDependencies(object: ApiObject, edges: readonly DependencyEdge[]): void {
  const above = new Set<IConstruct>(object.node.scopes);
  for (const { source, target } of edges) {
    if (above.has(source)) for (const other of objectsBelow(target, object)) object.addDependency(other);
    if (above.has(target)) for (const other of objectsBelow(source, object)) other.addDependency(object);
  }
}

function objectsBelow(construct: IConstruct, object: ApiObject): ApiObject[] {
  return construct.node.findAll()
    .filter((child): child is ApiObject => ApiObject.isApiObject(child))
    .filter((child) => child !== object && Chart.of(child) === object.chart);
}
