import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import { KubeDeployment } from 'cdk8s-plus-28/lib/imports/k8s';
import { plainObject } from '../../../src/constructs/private/plain-object';

const MANIFEST = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', labels: { b: '2', a: '1' }, creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { replicas: 2, paused: false, template: { spec: { containers: [{ name: 'main', args: ['-v', '1'], ports: [{ containerPort: 8080 }] }] } } },
};

function anObject(props: object = {}, app = new App()): ApiObject {
  return new ApiObject(new Chart(app, 'chart', { labels: { team: 'shop' } }), 'object', { ...MANIFEST, ...props });
}

/** cdk8s leaves empty metadata out. */
function withoutEmpty({ metadata, ...rest }: any): object {
  return { ...rest, metadata: Object.fromEntries(Object.entries<object>(metadata).filter(([, value]) => typeof value !== 'object' || Object.keys(value).length > 0)) };
}

test.each<[string, object, (object: ApiObject) => unknown]>([
  ['as it is written', {}, () => undefined],
  ['without a namespace', { kind: 'Namespace', metadata: { name: 'shop' } }, () => undefined],
  ['without metadata', { metadata: undefined }, () => undefined],
  ['with what is added to its metadata', {}, ({ metadata }) => {
    metadata.addLabel('app', 'web');
    metadata.addAnnotation('why', 'because');
    metadata.add('generateName', 'web-');
    metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Node', name: 'n', uid: '1', controller: true });
  }],
])('an object is read as cdk8s renders it: %s', (_, props, change) => {
  const object = anObject(props);
  change(object);
  expect(withoutEmpty(plainObject(object))).toEqual(object.toJson());
});

class Upper implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'web') context.replaceValue('WEB');
  }
}

test.each<[string, () => ApiObject]>([
  ['a token', () => anObject({ spec: { replicas: Lazy.any({ produce: () => 3 }) } })],
  ['a token in its metadata', () => anObject({ metadata: { name: 'web', namespace: Lazy.any({ produce: () => 'shop' }) } })],
  ['what is left out', () => anObject({ spec: { replicas: undefined } })],
  ['null', () => anObject({ spec: { replicas: null } })],
  ['a date', () => anObject({ spec: { at: new Date(0) } })],
  ['a function', () => anObject({ spec: { resolve: () => 'x' } })],
  ['a patch', () => {
    const object = anObject();
    object.addJsonPatch(JsonPatch.replace('/spec/replicas', 5));
    return object;
  }],
  ['a resolver of the app', () => anObject({}, new App({ resolvers: [new Upper()] }))],
  ['a class of its own', () => new KubeDeployment(new Chart(new App(), 'chart'), 'object', {})],
  ['internals of another cdk8s', () => Object.assign(anObject(), { patches: undefined })],
])('an object with %s is left to cdk8s', (_, make) => {
  expect(plainObject(make())).toBeUndefined();
});
