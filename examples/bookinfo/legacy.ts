import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';

const LABELS = { app: 'collector' };

/** A metrics collector in a namespace without injection: it has no proxy, so all that it sends is plaintext. */
export class Legacy extends Chart {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'legacy' });
    const collector = new kplus.Deployment(this, 'collector', {
      metadata: { name: 'collector', labels: LABELS },
      podMetadata: { labels: LABELS },
      replicas: 1,
      select: false,
      securityContext: { user: 1000 },
      containers: [{ name: 'collector', image: 'example.com/collector:4.2', args: ['--scrape-port=9102'], resources: {} }],
    });
    collector.select(kplus.LabelSelector.of({ labels: LABELS }));
  }
}
