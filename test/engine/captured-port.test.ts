import { whyNotCaptured } from '../../src/engine/captured-port';
import { aWorkload } from '../support/a-workload';
import { chainOf } from '../support/chain-of';

type Words = Record<string, string>;

const EXCLUDE = 'traffic.sidecar.istio.io/excludeInboundPorts';
const INCLUDE = 'traffic.sidecar.istio.io/includeInboundPorts';
const INTERCEPTION = 'sidecar.istio.io/interceptionMode';

const ask = (podAnnotations: Words, port: number) => whyNotCaptured(aWorkload('web', { podAnnotations }), port);

describe('the sidecar sees connections to port 8080', () => {
  test.each<[Words]>([
    [{}],
    [{ [EXCLUDE]: '' }],
    [{ [EXCLUDE]: '9090' }],
    [{ [EXCLUDE]: '80' }],
    [{ [INCLUDE]: '*' }],
    [{ [INCLUDE]: ' * ' }],
    [{ [INCLUDE]: '8080' }],
    [{ [INCLUDE]: '9090, 8080' }],
    // What is excluded matters only where all is included.
    [{ [INCLUDE]: '8080', [EXCLUDE]: '8080' }],
    [{ [INTERCEPTION]: 'REDIRECT' }],
    [{ [INTERCEPTION]: 'TPROXY' }],
  ])('of a pod with annotations %j', (annotations) => {
    expect(ask(annotations, 8080)).toBeUndefined();
  });
});

describe('the sidecar does not see connections to port 8080', () => {
  test.each<[Words, string, string]>([
    [{ [EXCLUDE]: '8080' }, EXCLUDE, 'port 8080 is not captured: excludeInboundPorts is "8080"'],
    [{ [EXCLUDE]: '9090, 8080' }, EXCLUDE, 'port 8080 is not captured: excludeInboundPorts is "9090, 8080"'],
    [{ [EXCLUDE]: '8080', [INCLUDE]: '*' }, EXCLUDE, 'port 8080 is not captured: excludeInboundPorts is "8080"'],
    [{ [INCLUDE]: '' }, INCLUDE, 'port 8080 is not captured: includeInboundPorts is ""'],
    [{ [INCLUDE]: '9090' }, INCLUDE, 'port 8080 is not captured: includeInboundPorts is "9090"'],
    [{ [INTERCEPTION]: 'NONE' }, INTERCEPTION, 'port 8080 is not captured: interceptionMode is NONE'],
    [{ [INTERCEPTION]: 'NONE', [INCLUDE]: '8080' }, INTERCEPTION, 'port 8080 is not captured: interceptionMode is NONE'],
  ])('of a pod with annotations %j', (annotations, field, text) => {
    const reason = ask(annotations, 8080)!;
    expect(reason.text).toBe(text);
    expect(chainOf([reason])).toEqual([`port-not-captured Deployment shop/web spec.template.metadata.annotations["${field}"]`]);
  });
});

describe('a port of the proxy itself', () => {
  test.each([15008, 15020, 15021, 15090])('%i is not captured, and no object says so', (port) => {
    expect(ask({}, port)).toEqual({ rule: 'port-not-captured', text: `port ${port} is the proxy's own` });
  });

  test.each([15001, 15006, 15010, 15014])('does not include %i', (port) => {
    expect(ask({}, port)).toBeUndefined();
  });

  test('is captured where it is listed', () => {
    expect(ask({ [INCLUDE]: '15020' }, 15020)).toBeUndefined();
  });
});
