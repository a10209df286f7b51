import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';

/** Who is in the mesh: pods of bookinfo and istio-ingress get a proxy, those of legacy do not. */
export class Namespaces extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of ['bookinfo', 'istio-ingress']) {
      new kplus.Namespace(this, name, { metadata: { name, labels: { 'istio-injection': 'enabled' } } });
    }
    new kplus.Namespace(this, 'legacy', { metadata: { name: 'legacy' } });
  }
}
