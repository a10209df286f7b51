import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, namespace, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods } from '../support/server-objects';

const ID = 'MTLS113';
const REWRITE = 'sidecar.istio.io/rewriteAppHTTPProbers';
const OFF = { [REWRITE]: 'false' };
const STRICT = [injected('shop'), peerAuthentication('default', { mode: 'STRICT' })];
const WEB = { containerPort: 8080, name: 'web' };

const api = (probe: object, annotations: object = OFF) => pods('api', { annotations, ports: [WEB], container: { readinessProbe: probe } });
const FOUND = [`error Deployment shop/api spec.template.metadata.annotations["${REWRITE}"]`];

describe('a probe that is not rewritten', () => {
  test.each([
    ['HTTP', { httpGet: { path: '/', port: 8080 } }],
    ['HTTP, by the name of the port', { httpGet: { path: '/', port: 'web' } }],
    ['gRPC', { grpc: { port: 8080 } }],
  ])('is an error in front of a STRICT port: %s', (_, probe) => {
    expect(found(ID, [...STRICT, api(probe)])).toEqual(FOUND);
  });

  test('is found where the annotation says false in another way that Go knows', () => {
    expect(found(ID, [...STRICT, api({ httpGet: { port: 8080 } }, { [REWRITE]: 'F' })])).toEqual(FOUND);
  });

  test('says where a CronJob has its annotation', () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'api', namespace: 'shop' },
      ...{
        spec: {
          jobTemplate: {
            spec: {
              template: {
                metadata: { labels: { app: 'api' }, annotations: OFF }, spec: { containers: [{ name: 'main', livenessProbe: { httpGet: { port: 8080 } } }] },
              },
            },
          },
        },
      },
    };
    expect(findingsIn(toYaml([...STRICT, job]), ID)[0].field).toBe(`spec.jobTemplate.spec.template.metadata.annotations["${REWRITE}"]`);
  });

  test.each<[string, KubernetesObject[]]>([
    ['a TCP probe, which the proxy answers', [...STRICT, api({ tcpSocket: { port: 8080 } })]],
    ['a command', [...STRICT, api({ exec: { command: ['true'] } })]],
    ['a probe that is rewritten', [...STRICT, api({ httpGet: { port: 8080 } }, {})]],
    ['an annotation that Go cannot read, which counts for nothing', [...STRICT, api({ httpGet: { port: 8080 } }, { [REWRITE]: 'no' })]],
    ['a PERMISSIVE port', [injected('shop'), api({ httpGet: { port: 8080 } })]],
    ['a port that the proxy does not capture', [...STRICT, api({ httpGet: { port: 8080 } }, { ...OFF, 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' })]],
    ['a pod without a proxy', [namespace('shop'), peerAuthentication('default', { mode: 'STRICT' }), api({ httpGet: { port: 8080 } })]],
  ])('is no finding: %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});
