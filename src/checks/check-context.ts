import { Break, breaksOf } from './breaks';
import { isInfrastructure } from '../engine/infrastructure';
import type { MeshIndex } from '../engine/mesh-index';
import type { Severity } from '../model/finding';

/** What checks may ask of a mesh. */
export class CheckContext {
  private readonly known: ReadonlySet<string>;
  private found?: readonly Break[];

  /** `complete`: namespaces of which the manifests hold everything. */
  public constructor(public readonly mesh: MeshIndex, complete: readonly string[] = []) {
    this.known = new Set([...complete, ...mesh.snapshot.workloads.map(({ namespace }) => namespace)]);
  }

  /** Whether the manifests hold what there is in a namespace, so that what they lack is not there. */
  public isKnown(namespace: string): boolean {
    return this.known.has(namespace);
  }

  /** Whether a namespace is the cluster's own or Istio's: its workloads call nobody unless something says so. */
  public isInfrastructure(namespace: string): boolean {
    return isInfrastructure(namespace, this.mesh.settings.rootNamespace);
  }

  /** How grave something is that follows from absence: the open world keeps a namespace that nobody has shown. */
  public ofAbsence(namespace: string): Severity {
    return this.isKnown(namespace) ? 'warning' : 'info';
  }

  /** Connections that will not work, in classes, each with its cause. */
  public breaks(): readonly Break[] {
    this.found ??= [...breaksOf(this.mesh)];
    return this.found;
  }
}
