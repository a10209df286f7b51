import { existsSync } from 'node:fs';
import { Construct } from 'constructs';
import { AppMesh } from './app/app-mesh';
import { declare } from './app/declared';
import { MeshWave } from './mesh-wave';
import { MtlsException } from './mtls-exception';
import { checkIs, checkListOf, checkProps, isObject } from './private/check-types';
import { pathOf } from './private/check-values';
import { refuse } from './private/refuse';
import { Wave } from './wave';
import type { WaveStep } from '../migration/wave-step';

/** What an MtlsMigration takes. */
export interface MtlsMigrationProps {
  /** The waves, in order. */
  readonly waves: Wave[];

  /**
   * Every workload that is in no wave.
   * @default - workloads that are in no wave are left as they are, and there is no lock
   */
  readonly rest?: MeshWave;

  /**
   * What stays weaker than STRICT.
   * @default - nothing
   */
  readonly exceptions?: MtlsException[];

  /**
   * The step that each wave is at, by the wave's name. A wave that is left out has not started.
   * @default - no wave has started: nothing is emitted
   */
  readonly steps?: { [waveName: string]: WaveStep };

  /**
   * The file that is to record the releases of this migration, one per environment. This version does not read it: the
   * steps are those of `steps`, and a file that exists is an error, so that its releases are never passed over.
   * @default - no file
   */
  readonly planFile?: string;
}

/**
 * Takes a mesh to STRICT wave by wave: emits for each wave the policies of the step that it is at.
 *
 * The policies that the app has already, ours or included ones, are the starting point: those of a wave's scope are
 * updated under their own names, never doubled. Client rules that are already there are reported, not edited. One
 * migration per app.
 *
 * @see https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/
 */
export class MtlsMigration extends Construct {
  /**
   * @param scope the chart, or a construct in it, that holds what the migration adds.
   * @param id the construct's id.
   * @param props waves, their steps, and exceptions.
   * @throws Error when there is neither a wave nor a rest, or the plan file exists, which this version does not read.
   */
  public constructor(scope: Construct, id: string, props: MtlsMigrationProps) {
    checkProps(scope, id, props, '{ waves: [Wave.namespaces(\'shop\', [\'shop\'])] }');
    const path = pathOf(scope, id);
    const { waves, rest, planFile, exceptions = [], steps = {} } = props;
    if (!Array.isArray(waves)) refuse(`${path}: waves`, waves, 'a list of waves', 'list them, or give [] beside a rest');
    if (waves.length === 0 && rest === undefined) {
      refuse(`${path}: waves`, [], 'one wave or more, or a rest', 'say what is to migrate');
    }
    checkListOf(`${path}: waves`, waves, Wave, 'use Wave.workloads(…), Wave.namespaces(…) or Wave.labelled(…); a MeshWave is the rest');
    if (rest !== undefined) checkIs(`${path}: rest`, rest, MeshWave, 'use MeshWave.named(…); a Wave is one of waves');
    checkListOf(`${path}: exceptions`, exceptions, MtlsException, 'use MtlsException.port(…), portInNamespace(…), portInMesh(…) or workload(…)');
    if (!isObject(steps) || steps instanceof Map) refuse(`${path}: steps`, steps, 'an object', 'write { canary: WaveStep.STRICT }, with a wave\'s name and its step');
    if (planFile !== undefined && existsSync(planFile)) {
      refuse(`${path}: planFile`, planFile, 'a file that does not exist yet', 'this version reads `steps` only: remove planFile, or use the version that wrote the file');
    }
    super(scope, id);
    declare(this, {
      kind: 'migration',
      construct: this,
      source: path,
      waves: [...waves],
      rest,
      exceptions: [...exceptions],
      steps: { ...steps },
      planFile,
    });
    AppMesh.of(this).changed();
  }
}
