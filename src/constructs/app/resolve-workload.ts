import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isInTree } from './construct-at';
import type { MeshModel } from '../../engine/mesh-model';
import type { Findings } from '../../model/findings';
import type { Labels } from '../../model/labels';
import { WorkloadFacts, workloadTitle } from '../../model/workload-facts';
import { refusal } from '../private/refuse';
import type { Workload } from '../workload';

/** Whom a `Workload` means: where its pods are, the labels to select them by, and the workloads known to have them. */
export interface ResolvedWorkload {
  readonly namespace: string;
  readonly selector: Labels;
  readonly workloads: readonly WorkloadFacts[];
  /** Those of them that were named: a construct is one, though its labels may be others' too. */
  readonly named: readonly WorkloadFacts[];
}

/** Looks workloads up in the mesh; what cannot be selected is reported for `source` and left out. */
export class WorkloadResolver {
  /** Those of the app, by the paths of their constructs; made when the first is named by its construct. */
  private bySource?: ReadonlyMap<string, WorkloadFacts>;

  public constructor(
    private readonly mesh: MeshModel,
    private readonly inTree: (source: string) => boolean,
    private readonly findings: Findings,
    private readonly root: IConstruct,
  ) {}

  public resolve(workload: Workload, source: string): ResolvedWorkload | undefined {
    const reference = workload._reference;
    if (reference.by === 'labels') {
      const { namespace, labels } = reference;
      const workloads = this.mesh.workloadsSelected(namespace, labels);
      return { namespace, selector: labels, workloads, named: workloads };
    }
    const facts = this.factsOf(reference.object, source);
    if (facts === undefined) return undefined;
    const { selector, byPath } = this.mesh.selectorOf(facts);
    if (Object.keys(selector).length === 0) {
      this.findings.error(source, `${workloadTitle(facts)} cannot be selected: got no stable pod label (${reference.object.node.path}); `
        + 'allowed: one label or more that a release does not change; label its pod template');
      return undefined;
    }
    if (byPath) {
      this.findings.report('info', source, `${workloadTitle(facts)} is selected by a hash of its construct path, the only label of its pods; `
        + 'give it labels of its own (podMetadata), so that moving the construct changes nothing');
    }
    return { namespace: facts.namespace, selector, workloads: this.mesh.workloadsSelected(facts.namespace, selector), named: [facts] };
  }

  private factsOf(object: ApiObject, source: string): WorkloadFacts | undefined {
    if (!isInTree(object, this.root)) {
      this.findings.error(source, refusal('workload, which is not in the app', object, 'workloads of the app or of added manifests',
        'leave it in the construct tree, name its pods with Workload.labelled(…), or take it out here too'));
      return undefined;
    }
    const { workloads } = this.mesh.facts;
    this.bySource ??= new Map(workloads.filter((workload) => this.inTree(workload.source)).map((workload) => [workload.source, workload]));
    const facts = this.bySource.get(object.node.path);
    // What is owned by a workload that is elsewhere was read as that one.
    if (facts?.kind === object.kind) return facts;
    this.findings.error(source, refusal('workload, of which no pods are known', object, 'an object with a pod template that no other workload owns',
      'complete the object so that it can be rendered, or give the workload that owns its pods'));
    return undefined;
  }
}
