import { checkListOf } from './private/check-types';
import { AFTER, checkWaveName, Wave } from './wave';

/** The order between the rest of the mesh and the waves. */
export interface MeshWaveOptions {
  /**
   * Waves that the rest of the mesh may not pass.
   * @default - it moves on its own until `lock`, which wants every wave at `strict`
   */
  readonly after?: Wave[];
}

/**
 * Every workload that is in no other wave. Not a `Wave`: it cannot stand among `waves`.
 *
 * Until `lock` it emits a policy for each namespace with a known workload, but the root namespace (where a policy is
 * mesh-wide) and Kubernetes's own.
 */
export class MeshWave {
  /**
   * The rest of the mesh, under a name.
   * @param waveName the wave's name in the plan, in messages and in commands.
   * @param options the order among waves.
   * @throws Error when the name is empty, or has other characters than a-z, 0-9, "-", "_" and ".".
   */
  public static named(waveName: string, options: MeshWaveOptions = {}): MeshWave {
    return new MeshWave(waveName, options);
  }

  /** The wave's name. */
  public readonly waveName: string;

  /** @internal */
  public readonly _after: readonly Wave[];

  // Nominal: a Wave has all other members too. The compiler's message names this one.
  private readonly restOfMesh = true;

  private constructor(waveName: string, options: MeshWaveOptions) {
    this.waveName = checkWaveName('MeshWave', waveName);
    this._after = [...checkListOf('after of MeshWave', options?.after ?? [], Wave, AFTER)];
    void this.restOfMesh;
  }
}
