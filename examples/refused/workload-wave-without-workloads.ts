// A wave holds what it is given, not what bears its name: list the workloads.
import { Wave, Workload } from 'cdk8s-istio-mtls';

const finance = Workload.labelled('foo', { app: 'finance' });

// refused:
Wave.workloads('finance');

// instead:
// Wave.workloads('finance', [finance]);
