// Istio's bookinfo on its way to STRICT, in the middle of its migration. `npx cdk8s synth` writes dist/:
// - namespaces, bookinfo, ingress and legacy: what runs (the .ts files of the same names), as any cdk8s-plus app has it;
// - mtls: the policies of the step that the migration is at (policies.ts), all that changes from release to release.
// expected/ holds the same files; diff them after an edit to see what it changes in the cluster. What synth says of it on
// stderr is in notices.txt there: legacy/collector would be refused if it called the canary at 9080; it scrapes 9102 only.
import { App } from 'cdk8s';
import { Bookinfo } from './bookinfo';
import { Ingress } from './ingress';
import { Legacy } from './legacy';
import { Namespaces } from './namespaces';
import { Policies } from './policies';

const app = new App();
new Namespaces(app, 'namespaces');
const bookinfo = new Bookinfo(app, 'bookinfo');
new Ingress(app, 'ingress', { host: 'productpage.bookinfo.svc.cluster.local', port: 9080 });
new Legacy(app, 'legacy');
new Policies(app, 'mtls', { canary: [bookinfo.details, bookinfo.ratings] });
app.synth();
