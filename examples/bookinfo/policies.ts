import { Chart } from 'cdk8s';
import { MeshWave, MtlsException, MtlsMigration, PortPolicy, Wave, WaveStep, Workload } from 'cdk8s-istio-mtls';
import { Construct } from 'constructs';
import { Bookinfo } from './bookinfo';

export interface PoliciesProps {
  readonly bookinfo: Bookinfo;
}

/**
 * The migration, in three waves: two services that matter least, then the rest of their namespace, then the mesh.
 *
 * Each change of `steps` is one commit and one release. Where it stands: the canary refuses plaintext, the namespace
 * still accepts it, the rest of the mesh has been made PERMISSIVE explicitly. Next: `bookinfo: WaveStep.STRICT`.
 */
export class Policies extends Chart {
  public constructor(scope: Construct, id: string, { bookinfo }: PoliciesProps) {
    super(scope, id);
    const canary = Wave.workloads('canary', [Workload.of(bookinfo.details), Workload.of(bookinfo.ratings)]);
    const namespace = Wave.namespaces('bookinfo', ['bookinfo'], { after: [canary] });

    new MtlsMigration(this, 'to-strict', {
      waves: [canary, namespace],
      rest: MeshWave.named('rest', { after: [namespace] }),
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
