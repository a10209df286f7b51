import { OutboundCapture, outboundCapture } from '../../src/engine/outbound-capture';
import { aWorkload } from '../support/a-workload';
import { chainOf } from '../support/chain-of';

type Words = Record<string, string>;

const PREFIX = 'traffic.sidecar.istio.io/';
const EXCLUDE_PORTS = `${PREFIX}excludeOutboundPorts`;
const INCLUDE_PORTS = `${PREFIX}includeOutboundPorts`;
const EXCLUDE_RANGES = `${PREFIX}excludeOutboundIPRanges`;
const INCLUDE_RANGES = `${PREFIX}includeOutboundIPRanges`;
const INTERCEPTION = 'sidecar.istio.io/interceptionMode';

const ask = (podAnnotations: Words): OutboundCapture => outboundCapture(aWorkload('cli', { podAnnotations }), 80);

describe('a connection to service port 80 leaves through the sidecar', () => {
  test.each<[Words]>([
    [{}],
    [{ [EXCLUDE_PORTS]: '' }],
    [{ [EXCLUDE_PORTS]: '8080,443' }],
    [{ [EXCLUDE_RANGES]: '' }],
    [{ [INCLUDE_RANGES]: '*' }],
    [{ [INCLUDE_RANGES]: '', [INCLUDE_PORTS]: '80' }],
    [{ [INCLUDE_RANGES]: '10.0.0.0/8', [INCLUDE_PORTS]: '443, 80' }],
    [{ [INTERCEPTION]: 'TPROXY' }],
  ])('of a client with annotations %j', (annotations) => {
    expect(ask(annotations)).toEqual({ is: 'captured' });
  });
});

describe('a connection to service port 80 goes past the sidecar', () => {
  test.each<[Words, string]>([
    [{ [EXCLUDE_PORTS]: '80' }, EXCLUDE_PORTS],
    [{ [EXCLUDE_PORTS]: '443, 80' }, EXCLUDE_PORTS],
    // A port that is excluded stays so where it is included, too.
    [{ [EXCLUDE_PORTS]: '80', [INCLUDE_PORTS]: '80' }, EXCLUDE_PORTS],
    [{ [EXCLUDE_RANGES]: '*' }, EXCLUDE_RANGES],
    [{ [EXCLUDE_RANGES]: '0.0.0.0/0' }, EXCLUDE_RANGES],
    [{ [EXCLUDE_RANGES]: '10.0.0.0/8,0.0.0.0/0' }, EXCLUDE_RANGES],
    [{ [INCLUDE_RANGES]: '' }, INCLUDE_RANGES],
    [{ [INCLUDE_RANGES]: '', [INCLUDE_PORTS]: '8080' }, INCLUDE_RANGES],
    [{ [INTERCEPTION]: 'NONE' }, INTERCEPTION],
  ])('of a client with annotations %j', (annotations, field) => {
    const capture = ask(annotations);
    expect(capture.is).toBe('bypassed');
    expect(chainOf(reasonsOf(capture))).toEqual([`outbound-excluded Deployment shop/cli spec.template.metadata.annotations["${field}"]`]);
  });
});

describe('whether a connection leaves through the sidecar hangs on the address', () => {
  test.each<[Words, string]>([
    [{ [EXCLUDE_RANGES]: '10.0.0.0/8' }, EXCLUDE_RANGES],
    [{ [INCLUDE_RANGES]: '10.0.0.0/8' }, INCLUDE_RANGES],
    [{ [INCLUDE_RANGES]: '10.0.0.0/8', [INCLUDE_PORTS]: '8080' }, INCLUDE_RANGES],
    [{ [INCLUDE_RANGES]: '10.0.0.0/8', [EXCLUDE_RANGES]: '10.1.0.0/16' }, EXCLUDE_RANGES],
  ])('of a client with annotations %j', (annotations, field) => {
    const capture = ask(annotations);
    expect(capture.is).toBe('undecided');
    expect(chainOf(reasonsOf(capture))).toEqual([`captured-by-address Deployment shop/cli spec.template.metadata.annotations["${field}"]`]);
  });
});

function reasonsOf(capture: OutboundCapture) {
  return capture.is === 'captured' ? [] : [capture.reason];
}
