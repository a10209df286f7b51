import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { microservice, service } from './microservice';

/** The four services: productpage calls details and reviews, reviews v2 and v3 call ratings. */
export class Bookinfo extends Chart {
  public readonly details: kplus.Deployment;
  public readonly ratings: kplus.Deployment;

  public constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'bookinfo' });

    service(this, 'details');
    this.details = microservice(this, 'details', { version: 'v1' });

    service(this, 'ratings');
    this.ratings = microservice(this, 'ratings', { version: 'v1', metricsPort: 9102 });

    service(this, 'reviews');
    microservice(this, 'reviews', { version: 'v1' });
    microservice(this, 'reviews', { version: 'v2', metricsPort: 9102 });
    microservice(this, 'reviews', { version: 'v3', metricsPort: 9102 });

    service(this, 'productpage');
    microservice(this, 'productpage', { version: 'v1', metricsPort: 9102 });
  }
}
