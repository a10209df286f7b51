import type { MeshModel } from '../../engine/mesh-model';
import type { ExceptionFacts, MigrationFacts, WaveFacts } from '../../migration/migration-facts';
import { WaveStep } from '../../migration/wave-step';
import type { Findings } from '../../model/findings';
import { describeLabels, selects } from '../../model/labels';
import type { WorkloadFacts } from '../../model/workload-facts';
import type { MtlsException } from '../mtls-exception';
import type { Wave } from '../wave';
import type { Workload } from '../workload';
import type { MigrationDeclaration } from './declarations';
import { noService } from './draft-policy';
import { portReference } from './resolve-host';
import type { WorkloadResolver } from './resolve-workload';

/** Looks up what a migration was told: the workloads of its waves and exceptions, the steps that they are at. */
export function migrationFacts(declaration: MigrationDeclaration, mesh: MeshModel, workloads: WorkloadResolver, findings: Findings): MigrationFacts {
  const { source } = declaration;
  const lookUp = (workload: Workload, where: string) => known(workload, where, source, workloads, findings);
  const names = [...declaration.waves, ...declaration.rest ? [declaration.rest] : []].map((wave) => wave.waveName);
  for (const name of Object.keys(declaration.steps)) {
    if (!names.includes(name)) findings.error(source, `steps: got wave "${name}"; allowed: ${names.join(', ')}; name a wave of this migration`);
  }
  const stepOf = (name: string) => checkStep(name, Object.hasOwn(declaration.steps, name) ? declaration.steps[name] : undefined, source, findings);
  const after = (waves: readonly Wave[]) => waves.map((wave) => wave.waveName);
  for (const wave of [...declaration.waves, ...declaration.rest ? [declaration.rest] : []]) {
    for (const name of after(wave._after).filter((before) => !names.includes(before))) {
      findings.error(source, `after of wave "${wave.waveName}": got wave "${name}", which is not in this migration; allowed: ${names.join(', ')}; add it to waves`);
    }
  }
  const waves = declaration.waves.map((wave): WaveFacts => ({
    name: wave.waveName, step: stepOf(wave.waveName), after: after(wave._after), contents: contentsOf(wave, mesh, lookUp, source, findings),
  }));
  if (declaration.rest) {
    waves.push({ name: declaration.rest.waveName, step: stepOf(declaration.rest.waveName), after: after(declaration.rest._after), contents: { kind: 'rest' } });
  }
  // Of two exceptions for one port of a workload the first holds: what is nearer to the workload goes before.
  const exceptions = NEAREST_FIRST.flatMap((kind) => declaration.exceptions.filter((exception) => exception._target.kind === kind));
  return { source, waves, exceptions: exceptions.flatMap((exception) => exceptionFacts(exception, mesh, lookUp, source, findings)) };
}

const NEAREST_FIRST = ['workload', 'namespace', 'mesh'] as const;

type LookUp = (workload: Workload, where: string) => readonly WorkloadFacts[];

function known(workload: Workload, where: string, source: string, workloads: WorkloadResolver, findings: Findings): readonly WorkloadFacts[] {
  const resolved = workloads.resolve(workload, source);
  if (resolved?.named.length === 0) {
    findings.error(source, `${where}: no known workload: got ${workload._describe()}; allowed: workloads of the app or of added manifests; check the labels, or add it with Mesh.of(app).addManifests(…)`);
  }
  return resolved?.named ?? [];
}

function checkStep(name: string, step: WaveStep | undefined, source: string, findings: Findings): WaveStep | undefined {
  const steps = Object.values(WaveStep);
  if (step === undefined || steps.includes(step)) return step;
  findings.error(source, `step of wave "${name}": got ${JSON.stringify(step)}; allowed: ${steps.join(', ')}; leave the wave out for one that has not started`);
  return undefined;
}

function contentsOf(wave: Wave, mesh: MeshModel, lookUp: LookUp, source: string, findings: Findings): WaveFacts['contents'] {
  const contents = wave._contents;
  switch (contents.kind) {
    case 'namespaces': return contents;
    case 'workloads': return { kind: 'workloads', workloads: [...new Set(contents.workloads.flatMap((workload) => lookUp(workload, `wave "${wave.waveName}"`)))] };
    case 'labelled': {
      const workloads = mesh.facts.workloads.filter((workload) => selects(contents.labels, workload.podLabels));
      if (workloads.length === 0) {
        findings.error(source, `wave "${wave.waveName}": no known workload: got labels ${describeLabels(contents.labels)}; allowed: labels of known pods; check them, or add manifests with Mesh.of(app).addManifests(…)`);
      }
      return { kind: 'workloads', workloads };
    }
  }
}

function exceptionFacts(exception: MtlsException, mesh: MeshModel, lookUp: LookUp, source: string, findings: Findings): ExceptionFacts[] {
  const port = exception._port && portReference(exception._port.port);
  if (exception._port !== undefined && port === undefined) {
    findings.error(source, noService(exception._port));
    return [];
  }
  const target = exception._target;
  const rule = exception._rule;
  switch (target.kind) {
    case 'workload': return [{ port, rule, among: lookUp(target.workload, 'exception'), where: target.workload._describe() }];
    case 'namespace': return [{ port, rule, among: mesh.workloadsIn(target.namespace), where: `namespace ${target.namespace}` }];
    case 'mesh': return [{ port, rule, among: mesh.facts.workloads, where: 'the mesh' }];
  }
}
