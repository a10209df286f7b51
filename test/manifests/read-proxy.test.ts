import type { JsonObject } from '../../src/manifests/json';
import { readProxy } from '../../src/manifests/read-proxy';

const STATUS = { 'sidecar.istio.io/status': '{}' };
const template = (name: string) => ({ 'inject.istio.io/templates': name });
const proxy = (...args: unknown[]) => ({ name: 'istio-proxy', args });
const app = { name: 'main', args: ['proxy', 'sidecar'] };

test.each<[string, object, Record<string, string>, string]>([
  ['nothing', {}, {}, 'none'],
  ['an app of the same arguments', { containers: [app] }, {}, 'none'],
  ['the proxy among the containers', { containers: [app, proxy('proxy', 'sidecar', '--domain', 'x')] }, {}, 'sidecar'],
  ['the proxy as a native sidecar', { containers: [app], initContainers: [proxy('proxy', 'sidecar')] }, {}, 'sidecar'],
  ['the annotation of injection alone', { containers: [app] }, STATUS, 'sidecar'],
  ['a container that only changes what injection adds', { containers: [{ name: 'istio-proxy', image: 'auto' }] }, {}, 'none'],
  ['a router', { containers: [proxy('proxy', 'router')] }, STATUS, 'gateway'],
  ['a waypoint', { containers: [proxy('proxy', 'waypoint')] }, {}, 'gateway'],
  ['a ztunnel', { containers: [proxy('proxy', 'ztunnel')] }, {}, 'none'],
  ['the annotation of injection with a gateway\'s template', {}, { ...STATUS, ...template('gateway') }, 'gateway'],
  ['the agent of a proxyless gRPC app', { containers: [proxy('proxy', 'sidecar')] }, { ...STATUS, ...template('grpc-agent') }, 'none'],
])('a pod with %s has %4$s', (_, podSpec, annotations, expected) => {
  expect(readProxy(podSpec as JsonObject, annotations)).toBe(expected);
});
