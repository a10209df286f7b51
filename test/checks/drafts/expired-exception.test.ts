import { checkExpiredException } from '../../../src/checks/drafts/expired-exception';
import { Findings } from '../../../src/model/findings';
import { MtlsMode } from '../../../src/model/mtls-mode';
import type { PolicyDraft } from '../../../src/model/policy-draft';
import { aBook, aWorkloadPolicy } from '../../support/a-policy';
import { reportsOf } from '../../support/reports';

function check(policy: Partial<PolicyDraft>): string[] {
  const findings = new Findings();
  checkExpiredException(aBook({ ...aWorkloadPolicy('web', { app: 'web' }, MtlsMode.PERMISSIVE, { source: 'app/web' }), ...policy }), '2027-03-01', findings);
  return reportsOf(findings);
}

describe('an exception whose last day is over', () => {
  test('is an error of the policy', () => {
    expect(check({ until: '2027-02-28', reason: 'old clients' })).toEqual([
      expect.stringMatching(/^error app\/web: exception of PeerAuthentication shop\/web has expired: got until 2027-02-28 \(old clients\), today is 2027-03-01; allowed: /),
    ]);
  });

  test('is an error of its port', () => {
    expect(check({ ports: new Map([[8080, { mode: MtlsMode.DISABLE, until: '2026-12-31' }]]) })).toEqual([
      expect.stringMatching(/^error app\/web: exception of PeerAuthentication shop\/web port 8080 has expired: got until 2026-12-31 \(no reason\)/),
    ]);
  });

  test('is reported for the policy and for each of its ports', () => {
    const ports = new Map([[1, { mode: MtlsMode.DISABLE, until: '2026-01-01' }], [2, { mode: MtlsMode.DISABLE, until: '2026-01-01' }]]);
    expect(check({ until: '2026-01-01', ports })).toHaveLength(3);
  });
});

describe('nothing is said', () => {
  test.each([
    ['on the last day itself', { until: '2027-03-01' }],
    ['before the last day', { until: '2027-03-02', ports: new Map([[8080, { mode: MtlsMode.DISABLE, until: '2030-01-01' }]]) }],
    ['of what has no last day', { reason: 'for good', ports: new Map([[8080, { mode: MtlsMode.DISABLE, reason: 'for good' }]]) }],
  ])('%s', (_, policy) => {
    expect(check(policy)).toEqual([]);
  });
});
