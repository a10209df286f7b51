import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadManifests } from '../../src/manifests/load-manifests';
import type { GeneratedMesh, KubernetesObject } from '../oracle/generated-mesh';

/** One file of Istio's samples. */
export interface Sample {
  readonly file: string;
  readonly objects: readonly KubernetesObject[];
}

/** Objects that decide nothing here, and that the oracle does not know. */
const GROUPS = /^(v1|apps\/v1|batch\/v1|.*\.istio\.io\/.*)$/;

/** The samples that hold a workload or a Service; files that cannot be read as they stand (Helm's templates) apart. */
export function samplesBelow(folder: string): { readonly samples: Sample[]; readonly unreadable: string[] } {
  const samples: Sample[] = [];
  const unreadable: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.ya?ml$/.test(entry)) continue;
    const file = join(folder, entry);
    try {
      const objects = loadManifests(file).map((manifest) => manifest.object as unknown as KubernetesObject)
        .filter(({ apiVersion }) => GROUPS.test(apiVersion));
      if (objects.some(({ kind }) => ['Deployment', 'Service', 'StatefulSet', 'DaemonSet', 'Pod', 'Job', 'CronJob'].includes(kind))) samples.push({ file, objects });
    } catch {
      unreadable.push(file);
    }
  }
  return { samples, unreadable };
}

/** The sample as a mesh; its Namespaces labelled for injection, where that is asked for. */
export function meshOf({ file, objects }: Sample, injected: boolean): GeneratedMesh {
  const placed = objects.map((object) => (object.kind === 'Namespace' || object.metadata?.namespace !== undefined ? object
    : { ...object, metadata: { ...object.metadata, namespace: 'default' } }));
  if (!injected) return { id: file, objects: placed, meshConfig: {}, ambient: false };
  const names = new Set(placed.filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace ?? 'default'));
  const others = placed.filter(({ kind }) => kind !== 'Namespace');
  const namespaces = [...names].map((name): KubernetesObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'istio-injection': 'enabled' } } }));
  return { id: `${file}, injected`, objects: [...namespaces, ...others], meshConfig: {}, ambient: false };
}
