// Prints, as JSON, what our library says of each policy in refused.json: the message beside the server's.
// The one that types alone refuse is told in the compiler's words, from examples/refused.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Testing } = require('cdk8s');
const { MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy } = require('../..');

const refusalOf = (write) => {
  try {
    write(Testing.chart());
  } catch (error) {
    return error.message;
  }
  return '';
};
const workload = Workload.labelled('foo', { app: 'finance' });
const reason = 'a port that cannot be';
const compiler = readFileSync(join(__dirname, '../../examples/refused/ports-on-namespace-policy.expected.txt'), 'utf8').split('\n')[0];

console.log(JSON.stringify({
  'wrong mode': refusalOf((chart) => new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: 'DISABLED' })),
  'port-level without selector': `does not compile: ${compiler}`,
  'port 0': refusalOf(() => PortPolicy.permissive(0, { reason })),
  'port 65536': refusalOf(() => PortPolicy.permissive(65536, { reason })),
  'empty port map': refusalOf((chart) => new WorkloadPolicy(chart, 'finance', { workload, mode: MtlsMode.STRICT, ports: [] })),
  'wildcard in a label value': refusalOf(() => Workload.labelled('foo', { app: 'fin*' })),
  'wildcard in a label key': refusalOf(() => Workload.labelled('foo', { 'a*p': 'finance' })),
}, undefined, 2));
