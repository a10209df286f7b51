import { Findings } from '../../src/model/findings';

describe('Findings', () => {
  test('keep what is said about each construct, in order', () => {
    const findings = new Findings();
    findings.error('app/b', 'first');
    findings.report('warning', 'app/a', 'second');
    findings.report('info', 'app/b', 'third');
    expect([...findings.entries()]).toEqual([
      ['app/b', { severity: 'error', message: 'first' }],
      ['app/b', { severity: 'info', message: 'third' }],
      ['app/a', { severity: 'warning', message: 'second' }],
    ]);
  });

  test('say nothing twice about one construct', () => {
    const findings = new Findings();
    findings.error('app/a', 'twice');
    findings.error('app/a', 'twice');
    findings.error('app/b', 'twice');
    expect([...findings.entries()]).toHaveLength(2);
  });

  test('tell errors from the rest', () => {
    const findings = new Findings();
    findings.report('warning', 'app/a', 'only a warning');
    findings.error('app/a', 'an error');
    expect(findings.errorsOf('app/a')).toEqual(['an error']);
    expect(findings.errorsOf('app/b')).toEqual([]);
  });
});
