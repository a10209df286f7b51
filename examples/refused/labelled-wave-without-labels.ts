// A wave holds what it is given, not what bears its name: give the labels.
import { Wave } from 'cdk8s-istio-mtls';

// refused:
Wave.labelled('canary');

// instead:
// Wave.labelled('canary', { track: 'canary' });
