import { isWorkloadKind, mayHoldPodTemplate, podTemplateField, podTemplateOf } from '../../src/manifests/pod-template';

test.each([['Deployment', true], ['CronJob', true], ['Pod', true], ['Rollout', false], ['constructor', false], ['', false]])('%j is a kind of workload: %s', (kind, answer) => {
  expect(isWorkloadKind(kind)).toBe(answer);
});

test.each([['', true], ['argoproj.io', true], ['serving.knative.dev', true], ['core', false], ['apps', false], ['networking.k8s.io', false], ['security.istio.io', false]])('the API group %j may hold pod templates: %s', (group, answer) => {
  expect(mayHoldPodTemplate(group)).toBe(answer);
});

describe('the pod template', () => {
  const template = { spec: { containers: [{ name: 'main' }] } };

  test.each<[string, object, object | undefined]>([
    ['Deployment', { spec: { template } }, template],
    ['CronJob', { spec: { jobTemplate: { spec: { template } } } }, template],
    ['Pod', template, template],
    ['Rollout', { spec: { template } }, template],
    ['Rollout', { spec: { template: {} } }, undefined],
    ['Service', { spec: { ports: [] } }, undefined],
    ['Deployment', {}, {}],
  ])('of a %s like %j is %j', (kind, object, expected) => {
    expect(podTemplateOf(kind, object as never)).toEqual(expected);
  });

  test.each([['Deployment', 'spec.template.'], ['CronJob', 'spec.jobTemplate.spec.template.'], ['Pod', ''], ['Rollout', 'spec.template.']])('of a %s stands at %j', (kind, field) => {
    expect(podTemplateField(kind)).toBe(field);
  });
});
