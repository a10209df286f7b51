import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { MeshWave, MtlsException, MtlsMigration, PortPolicy, Wave, WaveStep, Workload } from 'cdk8s-istio-mtls';

export interface PoliciesProps {
  /** The first to become STRICT: those that matter least. */
  readonly canary: kplus.Deployment[];
}

/**
 * The migration, in three waves: the canary, then the rest of its namespace, then the mesh.
 *
 * Each change of `steps` is one commit and one release. Where it stands: the canary refuses plaintext, the namespace
 * still accepts it, the rest of the mesh has been made PERMISSIVE explicitly. Next: `bookinfo: WaveStep.STRICT`.
 */
export class Policies extends Chart {
  public constructor(scope: Construct, id: string, props: PoliciesProps) {
    super(scope, id);
    const canary = Wave.workloads('canary', props.canary.map((deployment) => Workload.of(deployment)));
    const bookinfo = Wave.namespaces('bookinfo', ['bookinfo'], { after: [canary] });

    new MtlsMigration(this, 'to-strict', {
      waves: [canary, bookinfo],
      rest: MeshWave.named('rest', { after: [bookinfo] }),
      exceptions: [
        MtlsException.portInMesh(PortPolicy.permissive(9102, {
          reason: 'scraped by legacy/collector, which has no proxy, until it moves into the mesh',
          until: '2027-09-30', // synth fails from the next day on
        })),
      ],
      steps: { canary: WaveStep.STRICT, bookinfo: WaveStep.CLIENTS, rest: WaveStep.PERMISSIVE },
    });
  }
}
