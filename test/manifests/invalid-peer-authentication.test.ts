import { invalidFields } from '../../src/manifests/invalid-peer-authentication';

const matchLabels = { app: 'web' };
const mode = 'STRICT';

/** What is wrong with a spec, as `field: got`. */
const wrongIn = (spec: unknown) => invalidFields(spec).map(({ field, got }) => `${field}: ${got}`);

// Each verdict is a real kube-apiserver's, with Istio's CRDs.
describe('the API server takes', () => {
  test.each<[unknown]>([
    [undefined], [null], [{}], [{ mtls: null }], [{ mtls: {} }], [{ mtls: { mode: null } }], [{ mtls: { mode: 'UNSET' } }], [{ mtls: { mode } }],
    [{ selector: null }], [{ selector: {} }], [{ selector: { matchLabels: null } }], [{ selector: { matchLabels: {} } }],
    [{ selector: { matchLabels: { app: null } } }], [{ selector: { matchLabels: { app: '' } } }],
    [{ selector: { matchLabels: { 'no label': 'nor this' } } }],
    [{ portLevelMtls: null }], [{ selector: { matchLabels }, portLevelMtls: { 1: { mode }, 65535: {} } }],
    [{ selector: { matchLabels }, portLevelMtls: { 80: { mode: null } } }],
    [{ selector: { matchLabels }, portLevelMtls: { 80: { mode }, http: null } }],
    [{ fieldOfAnotherVersion: true, mtls: { mode, other: 1 } }],
  ])('%j', (spec) => {
    expect(wrongIn(spec)).toEqual([]);
  });
});

describe('the API server refuses', () => {
  test.each<[unknown, string[]]>([
    ['x', ['spec: "x"']],
    [[], ['spec: []']],
    [{ mtls: 'STRICT' }, ['spec.mtls: "STRICT"']],
    [{ mtls: { mode: 'strict' } }, ['spec.mtls.mode: "strict"']],
    [{ mtls: { mode: 2 } }, ['spec.mtls.mode: 2']],
    [{ selector: 'app' }, ['spec.selector: "app"']],
    [{ selector: { matchLabels: ['app'] } }, ['spec.selector.matchLabels: ["app"]']],
    [{ selector: { matchLabels: { '': 'x' } } }, ['spec.selector.matchLabels[""]: ""']],
    [{ selector: { matchLabels: { 'a*': 'x' } } }, ['spec.selector.matchLabels["a*"]: "a*"']],
    [{ selector: { matchLabels: { app: '*' } } }, ['spec.selector.matchLabels["app"]: "*"']],
    [{ selector: { matchLabels: { app: 1 } } }, ['spec.selector.matchLabels["app"]: 1']],
    [{ selector: { matchLabels: { app: 'x'.repeat(64) } } }, [`spec.selector.matchLabels["app"]: "${'x'.repeat(64)}"`]],
    [{ portLevelMtls: { 80: { mode } } }, ['spec.portLevelMtls: ports without a selector']],
    [{ selector: {}, portLevelMtls: { 80: { mode } } }, ['spec.portLevelMtls: ports without a selector']],
    [{ selector: { matchLabels: {} }, portLevelMtls: { 80: { mode } } }, ['spec.portLevelMtls: ports without a selector']],
    [{ selector: { matchLabels: { app: null } }, portLevelMtls: { 80: { mode } } }, ['spec.portLevelMtls: ports without a selector']],
    [{ selector: { matchLabels }, portLevelMtls: {} }, ['spec.portLevelMtls: {}']],
    [{ portLevelMtls: {} }, ['spec.portLevelMtls: {}', 'spec.portLevelMtls: ports without a selector']],
    [{ selector: { matchLabels }, portLevelMtls: { 80: null } }, ['spec.portLevelMtls: {"80":null}']],
    [{ selector: { matchLabels }, portLevelMtls: [80] }, ['spec.portLevelMtls: [80]']],
    [{ selector: { matchLabels }, portLevelMtls: { 80: 'STRICT' } }, ['spec.portLevelMtls["80"]: "STRICT"']],
    [{ selector: { matchLabels }, portLevelMtls: { 80: { mode: 'X' } } }, ['spec.portLevelMtls["80"].mode: "X"']],
    ...['0', '65536', '-1', '80.5', 'http', '', ' 80', '1e3', '0x50'].map((port): [unknown, string[]] => [
      { selector: { matchLabels }, portLevelMtls: { [port]: { mode } } }, [`spec.portLevelMtls["${port}"]: ${JSON.stringify(port)}`],
    ]),
  ])('%j', (spec, expected) => {
    expect(wrongIn(spec)).toEqual(expected);
  });
});

// kubectl refuses these too, but many others who apply manifests do not, and the API server drops the field.
test.each<[unknown, string]>([
  [{ portLevelMTLS: {} }, 'spec.portLevelMTLS: "portLevelMTLS"'],
  [{ port_level_mtls: {} }, 'spec.port_level_mtls: "port_level_mtls"'],
  [{ mTLS: {} }, 'spec.mTLS: "mTLS"'],
  [{ mtls: { Mode: mode } }, 'spec.mtls.Mode: "Mode"'],
  [{ selector: { matchlabels: {} } }, 'spec.selector.matchlabels: "matchlabels"'],
])('a field that is misspelled is found: %j', (spec, expected) => {
  expect(wrongIn(spec)).toEqual([expected]);
});
