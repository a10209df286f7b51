import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../../support/temp-folder';
import { aDeploymentObject, aNamespaceObject, aPeerAuthenticationObject, aServiceObject, aYaml } from '../a-yaml';
import { runCli } from '../run-cli';

const MESH = aYaml(aNamespaceObject('shop'), aDeploymentObject('shop', 'web'), aServiceObject('shop', 'web'), aPeerAuthenticationObject('shop', 'STRICT'),
  aNamespaceObject('old', {}), aDeploymentObject('old', 'cron', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop:80' } }));

/** What an app is to the command line: a program that writes into CDK8S_OUTDIR. */
const APP = `const { writeFileSync } = require('node:fs');
console.log('synthesizing into', process.env.CDK8S_OUTDIR);
writeFileSync(process.env.CDK8S_OUTDIR + '/mesh.k8s.yaml', ${JSON.stringify(MESH)});
`;
const ENV = { PATH: process.env.PATH ?? '' };

describe('without a path, the app of cdk8s.yaml', () => {
  test('is run, and what it writes is judged under the names of its output folder', async () => {
    const cwd = tempFolder({ 'cdk8s.yaml': 'app: node app.cjs\nlanguage: typescript\n', 'app.cjs': APP });
    const { code, stdout, stderr } = await runCli(['check', '--format', 'json'], { cwd, env: ENV });
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as { findings: { file: string; line: number }[] }).findings[0]).toMatchObject({ file: 'dist/mesh.k8s.yaml', line: expect.any(Number) });
    expect(stderr).toMatch(/^synthesizing into \S+\n$/);
    expect(existsSync(join(cwd, 'dist'))).toBe(false);
    expect(existsSync(stderr.replace('synthesizing into ', '').trim())).toBe(false);
  });

  test('is called as it calls its output itself', async () => {
    const cwd = tempFolder({ 'cdk8s.yaml': 'app: node app.cjs\noutput: manifests\n', 'app.cjs': APP });
    expect((await runCli(['check'], { cwd, env: ENV })).stdout).toContain(' manifests/mesh.k8s.yaml:');
  });

  test('is left alone where paths are given', async () => {
    const cwd = tempFolder({ 'cdk8s.yaml': 'app: node app.cjs\n', 'app.cjs': 'process.exit(3)', 'mesh.yaml': MESH });
    expect((await runCli(['check', 'mesh.yaml'], { cwd, env: ENV })).code).toBe(1);
  });

  test.each([
    ['fails', { 'cdk8s.yaml': 'app: node app.cjs\n', 'app.cjs': 'console.error("no such chart"); process.exit(3)' }, /^no such chart\nerror: cdk8s.yaml: the app "node app.cjs" failed: got exit code 3/],
    ['writes nothing', { 'cdk8s.yaml': 'app: node app.cjs\n', 'app.cjs': '' }, /^error: the app's output: got 0 files, and no object of Kubernetes/],
    ['is not named', { 'cdk8s.yaml': 'language: typescript\n' }, /^error: cdk8s.yaml: got no app; allowed: the command that synthesizes/],
    ['is named in what is no YAML', { 'cdk8s.yaml': 'app: a: b\n' }, /^error: cdk8s.yaml: got "/],
  ])('that %s is refused', async (_, files: Record<string, string>, message) => {
    const { code, stdout, stderr } = await runCli(['check'], { cwd: tempFolder(files), env: ENV });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
