import { checkOneNamePerObject } from '../../../src/checks/drafts/one-name-per-object';
import { Findings } from '../../../src/model/findings';
import { reportsOf } from '../../support/reports';

const an = (source: string, ours: boolean, name = 'default', namespace = 'shop') => ({ source, ours, name, namespace });

function check(...objects: ReturnType<typeof an>[]): string[] {
  const findings = new Findings();
  checkOneNamePerObject('PeerAuthentication', objects, ({ ours }) => ours, findings);
  return reportsOf(findings);
}

describe('two objects of one name', () => {
  test('are an error of the second, where it is ours', () => {
    expect(check(an('app/a', true), an('app/b', true))).toEqual([
      expect.stringMatching(/^error app\/b: two objects have one name: got PeerAuthentication shop\/default by app\/a and app\/b; allowed: one/),
    ]);
  });

  test.each([
    ['the first', [an('app/a', true), an('app/manifest', false)]],
    ['the second', [an('app/manifest', false), an('app/a', true)]],
  ])('are an error of ours, where only %s is', (_, objects) => {
    expect(check(...objects)).toEqual([expect.stringMatching(/^error app\/a: /)]);
  });

  test('are found where neither has a namespace', () => {
    expect(check(an('app/a', true, 'default', ''), an('app/b', true, 'default', ''))).toEqual([expect.stringContaining('got PeerAuthentication default by')]);
  });
});

describe('nothing is said', () => {
  test.each([
    ['of one name in two namespaces', [an('app/a', true), an('app/b', true, 'default', 'bank')]],
    ['of two names in one namespace', [an('app/a', true), an('app/b', true, 'web')]],
    ['where neither is ours', [an('a.yaml', false), an('b.yaml', false)]],
    ['of no objects', []],
  ])('%s', (_, objects) => {
    expect(check(...objects)).toEqual([]);
  });
});
