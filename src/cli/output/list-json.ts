import { workloadJson } from './connection-json';
import { qualifiedName } from '../../model/kubernetes-name';
import { ageOf } from '../list/age';
import type { ListedPolicy, PolicyList } from '../list/listed-policy';
import type { OpenPorts } from '../list/open-ports';

/** The policies as JSON; `schemaVersion` changes when a field loses its meaning. */
export function listJson({ policies, openByDefault }: PolicyList, now: number): string {
  return `${JSON.stringify({
    schemaVersion: 1,
    policies: policies.map((listed) => policyJson(listed, now)),
    permissiveByDefault: openByDefault.map(openJson),
  }, null, 2)}\n`;
}

function policyJson({ policy, scope, effectiveMode, selected, ignored, overriddenBy, open }: ListedPolicy, now: number): object {
  return {
    resource: `PeerAuthentication ${qualifiedName(policy)}`,
    scope: scope ?? null,
    mode: policy.mode,
    effectiveMode,
    ports: Object.fromEntries(policy.ports),
    selector: policy.selector,
    workloads: selected.map(workloadJson),
    created: policy.created ?? null,
    age: ageOf(policy.created, now) ?? null,
    ignored: ignored ?? null,
    overriddenBy: overriddenBy.map((other) => `PeerAuthentication ${qualifiedName(other)}`),
    stillPermissive: open.map(openJson),
    file: policy.source,
    line: policy.line ?? null,
  };
}

function openJson({ workload, ports }: OpenPorts): object {
  return { workload: workloadJson(workload), ports };
}
