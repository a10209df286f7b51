import { CDK8S_ADDRESS_LABEL, describeLabels, labelsKey, selects, stableLabels } from '../../src/model/labels';

describe('selects', () => {
  test.each([
    ['an empty selector', {}, { app: 'web' }, true],
    ['an empty selector, of an object without labels', {}, {}, true],
    ['one equal pair', { app: 'web' }, { app: 'web', tier: 'front' }, true],
    ['all pairs', { app: 'web', tier: 'front' }, { tier: 'front', app: 'web' }, true],
    ['another value', { app: 'web' }, { app: 'api' }, false],
    ['one pair of two', { app: 'web', tier: 'front' }, { app: 'web' }, false],
    ['a label that is missing', { app: 'web' }, {}, false],
    ['an empty value that the object has', { canary: '' }, { canary: '' }, true],
    ['an empty value that the object lacks', { canary: '' }, {}, false],
    ['a label named as a member of every object', { constructor: 'x' }, {}, false],
  ])('%s', (_, selector, labels, expected) => {
    expect(selects(selector as Record<string, string>, labels as Record<string, string>)).toBe(expected);
  });
});

describe('stableLabels', () => {
  test.each([
    'app.kubernetes.io/version', 'apps.kubernetes.io/pod-index', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index',
    'batch.kubernetes.io/job-name', 'controller-uid', 'helm.sh/chart', 'job-name', 'pod-template-generation', 'statefulset.kubernetes.io/pod-name',
    'pod-template-hash', 'controller-revision-hash', 'rollouts-pod-template-hash', 'checksum/config', 'deployment.kubernetes.io/revision-number',
  ])('leaves out %s, which a release or rollout changes', (key) => {
    expect(stableLabels({ [key]: '1', app: 'web' })).toEqual({ app: 'web' });
  });

  test.each(['app', 'app.kubernetes.io/name', 'app.kubernetes.io/instance', 'tier', 'version', 'job', CDK8S_ADDRESS_LABEL])('keeps %s', (key) => {
    expect(stableLabels({ [key]: 'x' })).toEqual({ [key]: 'x' });
  });

  test.each([
    ['mysql-1.6.9', {}],
    ['mysql-v2.0', {}],
    ['mysql', { chart: 'mysql' }],
  ])('leaves out the label chart only where it holds a version: %s', (chart, expected) => {
    expect(stableLabels({ chart })).toEqual(expected);
  });
});

describe('labelsKey', () => {
  test('is the same whatever the order', () => {
    expect(labelsKey({ b: '2', a: '1' })).toBe(labelsKey({ a: '1', b: '2' }));
  });

  test.each([
    ['another value', { a: '1' }, { a: '2' }],
    ['another key', { a: '1' }, { b: '1' }],
    ['one pair more', { a: '1' }, { a: '1', b: '2' }],
    ['no labels and an empty value', {}, { a: '' }],
  ])('differs for %s', (_, left, right) => {
    expect(labelsKey(left as Record<string, string>)).not.toBe(labelsKey(right as Record<string, string>));
  });
});

describe('describeLabels', () => {
  test('lists the pairs by key', () => {
    expect(describeLabels({ tier: 'front', app: 'web' })).toBe('app=web,tier=front');
  });

  test('says so where there are none', () => {
    expect(describeLabels({})).toBe('no labels');
  });
});
