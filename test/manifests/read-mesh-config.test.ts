import { isMeshConfig, readMeshConfig } from '../../src/manifests/read-mesh-config';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const configMap = (name: string, data: unknown, kind = 'ConfigMap') => aManifest({ apiVersion: 'v1', kind, metadata: { name }, data }, 'istio.yaml');
const read = (mesh: string) => readMeshConfig(configMap('istio', { mesh }));

describe('isMeshConfig', () => {
  test.each([
    ['the default revision\'s', 'istio', 'default', true],
    ['a revision\'s own', 'istio-1-31', '1-31', true],
    ['another revision\'s', 'istio-1-30', '1-31', false],
    ['the default\'s, under a revision', 'istio', '1-31', false],
    ['another ConfigMap', 'istio-ca-root-cert', 'default', false],
  ])('%s: %4$s', (_, name, revision, expected) => {
    expect(isMeshConfig(configMap(name, { mesh: 'trustDomain: td' }), revision)).toBe(expected);
  });

  test('wants a ConfigMap with the text', () => {
    expect(isMeshConfig(configMap('istio', { mesh: 'a: b' }, 'Secret'), 'default')).toBe(false);
    for (const data of ANY_JSON) expect(isMeshConfig(configMap('istio', data), 'default')).toBe(false);
  });
});

describe('readMeshConfig', () => {
  test('reads the settings that matter', () => {
    expect(read('rootNamespace: mesh-config\ntrustDomain: td.example\nenableAutoMtls: false\naccessLogFile: /dev/stdout\n'))
      .toEqual({ rootNamespace: 'mesh-config', trustDomain: 'td.example', enableAutoMtls: false });
  });

  test.each([
    ['nothing', ''],
    ['a comment alone', '# none\n'],
    ['other settings', 'accessLogFile: /dev/stdout'],
    ['empty texts', 'rootNamespace: ""\ntrustDomain: ""'],
    ['nulls', 'rootNamespace:\ntrustDomain:\nenableAutoMtls:'],
    ['no mapping', '- a\n- b'],
  ])('leaves Istio\'s defaults for %s', (_, mesh) => {
    expect(read(mesh)).toEqual({});
  });

  test.each([
    ['rootNamespace: 1', 'rootNamespace: 1, which is no text'],
    ['trustDomain: [td]', 'trustDomain: ["td"], which is no text'],
    ['enableAutoMtls: "false"', 'enableAutoMtls: "false", which is no boolean'],
  ])('refuses what istiod refuses: %s', (mesh, message) => {
    expect(() => read(mesh)).toThrow(new Error(message));
  });

  test('names the place where it is no YAML', () => {
    expect(() => read('rootNamespace: {')).toThrow(/in "istio\.yaml" \(\d+:\d+\)/);
  });
});
