import { App, Chart, YamlOutputType } from 'cdk8s';
import { MtlsMode, NamespacePolicy } from '../../src';
import { tempFolder } from '../support/temp-folder';

describe('an app that writes a file for each resource', () => {
  test.each([YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])('is refused when two policies would share a file (%s)', (yamlOutputType) => {
    const app = new App({ yamlOutputType, outdir: tempFolder() });
    const chart = new Chart(app, 'mtls');
    new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: MtlsMode.STRICT });
    new NamespacePolicy(chart, 'bar', { namespaceName: 'bar', mode: MtlsMode.STRICT });
    expect(() => app.synth()).toThrow(/\[mtls\/bar\] file .*PeerAuthentication\.default would hold one of two policies: got those of namespaces foo \(mtls\/foo\) and bar;/);
  });

  test('is accepted when every policy has a name of its own', () => {
    const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE, outdir: tempFolder() });
    const chart = new Chart(app, 'mtls');
    new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: MtlsMode.STRICT });
    new NamespacePolicy(chart, 'bar', { namespaceName: 'bar', mode: MtlsMode.STRICT, policyName: 'bar' });
    expect(() => app.synth()).not.toThrow();
  });

  test('is accepted when policies of one name are in folders of their own', () => {
    const app = new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, outdir: tempFolder() });
    new NamespacePolicy(new Chart(app, 'one'), 'foo', { namespaceName: 'foo', mode: MtlsMode.STRICT });
    new NamespacePolicy(new Chart(app, 'two'), 'bar', { namespaceName: 'bar', mode: MtlsMode.STRICT });
    expect(() => app.synth()).not.toThrow();
  });
});
