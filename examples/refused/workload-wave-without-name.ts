// The plan, the messages and the commands call a wave by its name: give it first.
import { Wave, Workload } from 'cdk8s-istio-mtls';

const finance = Workload.labelled('foo', { app: 'finance' });

// refused:
Wave.workloads([finance]);

// instead:
// Wave.workloads('canary', [finance]);
