import { App, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructAt } from './construct-at';
import type { EmittedObject } from '../../checks/drafts/one-name-per-object';
import type { Findings } from '../../model/findings';

/** Whether cdk8s writes a file for each resource of the app. */
export function writesFilePerResource(root: IConstruct): boolean {
  const type = outputType(root);
  return type === YamlOutputType.FILE_PER_RESOURCE || type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
}

function outputType(root: IConstruct): YamlOutputType | undefined {
  return (root as Partial<App>).yamlOutputType;
}

/**
 * Two policies that cdk8s would write into one file, the second over the first: it names the files of single resources
 * by kind and name, without the namespace, and `default` is the name of every namespace's policy.
 */
export function checkOutputFiles<T extends EmittedObject>(
  root: IConstruct, kind: string, objects: Iterable<T>, canBeNamed: (object: T) => boolean, findings: Findings,
): void {
  const inOneFolder = outputType(root) === YamlOutputType.FILE_PER_RESOURCE;
  const files = new Map<string, T>();
  for (const object of objects) {
    const folder = inOneFolder ? '' : `${Chart.of(constructAt(root, object.source)).node.path}/`;
    const file = `${folder}${kind}.${object.name}`;
    const twin = files.get(file);
    files.set(file, twin ?? object);
    if (twin === undefined || twin.namespace === object.namespace) continue;
    const named = [object, twin].find(canBeNamed);
    findings.error(object.source, `file ${file} would hold one of two policies: got those of namespaces ${twin.namespace} (${twin.source}) and ${object.namespace}; `
      + `allowed: a file for each, but cdk8s names it without the namespace; use YamlOutputType.FILE_PER_CHART${named === undefined ? '' : `, or set policyName of ${named.source}`}`);
  }
}
