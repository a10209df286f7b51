import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkConstruct } from './private/check-types';
import { checkNamespaceName, checkSelector } from './private/check-values';
import { findApiObject } from './private/find-api-object';
import { nameOfObject, namespaceOfObject } from './private/place-of';
import { refusal } from './private/refuse';
import { isWorkloadKind, mayHoldPodTemplate } from '../manifests/pod-template';
import { readWorkload } from '../manifests/read-workload';
import { describeLabels, Labels } from '../model/labels';
import { workloadTitle } from '../model/workload-facts';

/** Which of several workloads of one name is meant. */
export interface FindWorkloadOptions {
  /**
   * The kind, such as `Deployment`.
   * @default - any kind that holds a pod template
   */
  readonly kind?: string;

  /**
   * The namespace.
   * @default - any namespace
   */
  readonly namespaceName?: string;
}

/**
 * Whom a policy, a wave or an exception is about: the pods of one workload.
 *
 * The namespace, the container ports and a stable selector are found when the app is synthesized: the owner's own
 * `spec.selector.matchLabels`, which cannot change; for Pods, Jobs and CronJobs, which have none, the labels of the pod
 * template without those that a release changes (`helm.sh/chart`, `app.kubernetes.io/version`, hashes).
 */
export class Workload {
  /**
   * A workload in the construct tree, whatever made it: a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod of
   * any cdk8s-plus, an ApiObject, or an Include or Helm chart that holds exactly one.
   * @param construct the construct that holds the pod template.
   * @throws Error when it holds no pod template, or several.
   */
  public static of(construct: IConstruct): Workload {
    const object = findApiObject(construct, 'pod template', holdsPodTemplate,
      'give the workload itself, or pick one with Workload.find(construct, name)');
    return new Workload({ by: 'construct', object });
  }

  /**
   * The workload of this name below a construct, such as an Include or a Helm chart with many objects.
   * @param scope where to look: an Include, a chart, the app.
   * @param workloadName the workload's metadata.name.
   * @param options kind and namespace, where the name alone does not decide.
   * @throws Error when there is none, or several.
   */
  public static find(scope: IConstruct, workloadName: string, options: FindWorkloadOptions = {}): Workload {
    checkConstruct('Workload.find: scope', scope, 'give an Include, a chart or the app');
    const all = scope.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child)).filter(holdsPodTemplate);
    const found = all.filter((object) => nameOfObject(object) === workloadName
      && (options.kind === undefined || object.kind === options.kind)
      && (options.namespaceName === undefined || namespaceOfObject(object) === options.namespaceName));
    if (found.length !== 1) {
      throw new Error(notOne(scope, workloadName, found, all));
    }
    return new Workload({ by: 'construct', object: found[0] });
  }

  /**
   * Workloads by the labels of their pods, for those that other code deploys.
   * @param namespaceName the namespace of the pods; Istio's selectors do not reach beyond it.
   * @param labels one or more labels that all of the pods have.
   * @throws Error when the labels are none, or no labels (a `*` is not allowed).
   */
  public static labelled(namespaceName: string, labels: { [key: string]: string }): Workload {
    return new Workload({
      by: 'labels',
      namespace: checkNamespaceName('Workload.labelled: namespaceName', namespaceName),
      labels: checkSelector('Workload.labelled: labels', labels),
    });
  }

  /** @internal */
  public readonly _reference: WorkloadReference;

  private constructor(reference: WorkloadReference) {
    this._reference = reference;
  }

  /** @internal */
  public _describe(): string {
    const reference = this._reference;
    return reference.by === 'construct' ? reference.object.node.path : `the pods of ${reference.namespace} labelled ${describeLabels(reference.labels)}`;
  }
}

/** How a workload was named. */
export type WorkloadReference =
  | { readonly by: 'construct'; readonly object: ApiObject }
  | { readonly by: 'labels'; readonly namespace: string; readonly labels: Labels };

function notOne(scope: IConstruct, workloadName: string, found: readonly ApiObject[], all: readonly ApiObject[]): string {
  const what = `Workload.find below ${scope.node.path || 'the app'}: ${found.length || 'no'} ${found.length === 0 ? 'workload' : 'workloads'} of this name`;
  const titlesOf = (objects: readonly ApiObject[]) => objects
    .map((object) => workloadTitle({ kind: object.kind, name: nameOfObject(object), namespace: namespaceOfObject(object) })).sort().join(', ');
  if (found.length > 0) return refusal(what, workloadName, titlesOf(found), 'say kind or namespaceName');
  if (all.length > 0) return refusal(what, workloadName, titlesOf(all), 'name one of these');
  return refusal(what, workloadName, 'none, as nothing there holds a pod template', 'look below another construct, or use Workload.labelled(…)');
}

/** Whether an object is a workload. Its content is asked only where its kind does not tell: cdk8s-plus renders a half-built object with an error. */
function holdsPodTemplate(object: ApiObject): boolean {
  if (isWorkloadKind(object.kind)) return true;
  return mayHoldPodTemplate(object.apiGroup) && readWorkload({ source: object.node.path, object: object.toJson() }) !== undefined;
}
