import { agreed, Decision } from '../../src/engine/decision';
import type { Reason } from '../../src/engine/reason';
import { MtlsMode } from '../../src/model/mtls-mode';

const SHARED: Reason = { rule: 'mesh-policy', text: 'says STRICT' };
const WHY: Reason = { rule: 'unknown-namespace', text: 'whether there is a proxy' };
const PLANES = { clientDataPlane: 'unknown', serverDataPlane: 'sidecar' } as const;

function aDecision(what: Partial<Decision> = {}): Decision {
  return {
    clientDataPlane: 'none', serverDataPlane: 'sidecar', sends: 'plaintext', serverMode: MtlsMode.PERMISSIVE, outcome: 'plaintext', dependsOn: null, reasons: [SHARED], ...what,
  };
}

const ask = (...decisions: Decision[]) => agreed(decisions, PLANES, WHY);

describe('several decisions that agree', () => {
  test('are the first, but for the data planes, which are not known', () => {
    const decision = aDecision();
    expect(ask(decision, aDecision({ clientDataPlane: 'sidecar', reasons: [] }))).toEqual({ ...decision, ...PLANES });
  });

  test('on the outcome alone are decided: what is sent is not', () => {
    expect(ask(aDecision({ outcome: 'mtls', sends: 'mtls' }), aDecision({ outcome: 'mtls', sends: 'hbone' }))).toMatchObject({ outcome: 'mtls', sends: null, dependsOn: null });
  });

  test('but for the server\'s mode have none', () => {
    expect(ask(aDecision(), aDecision({ serverMode: null }))).toMatchObject({ outcome: 'plaintext', serverMode: null });
  });
});

describe('several decisions that do not agree', () => {
  test('depend on what is not known', () => {
    const other: Reason = { rule: 'strict-refuses', text: 'a STRICT port refuses plaintext' };
    expect(ask(aDecision(), aDecision({ outcome: 'refused', reasons: [SHARED, other] }))).toEqual({
      ...PLANES, sends: 'plaintext', serverMode: MtlsMode.PERMISSIVE, outcome: 'depends', dependsOn: WHY.text, reasons: [SHARED, WHY],
    } satisfies Decision);
  });

  test('keep only the reasons that all have', () => {
    expect(ask(aDecision({ reasons: [{ ...SHARED }] }), aDecision({ outcome: 'refused' })).reasons).toEqual([WHY]);
  });
});

describe('several decisions that depend on something themselves', () => {
  const GATEWAY: Reason = { rule: 'gateway-server', text: 'what the Gateway says' };
  const depends = aDecision({ outcome: 'depends', dependsOn: GATEWAY.text, reasons: [SHARED, GATEWAY] });

  test('go on depending on it, where they all do', () => {
    expect(ask(depends, depends)).toMatchObject({ outcome: 'depends', dependsOn: GATEWAY.text, reasons: [SHARED, GATEWAY] });
  });

  test('depend on what is not known, where some do not', () => {
    for (const decisions of [[depends, aDecision()], [aDecision(), depends]]) {
      expect(ask(...decisions)).toMatchObject({ outcome: 'depends', dependsOn: WHY.text, reasons: [SHARED, WHY] });
    }
  });
});
