import { CATALOGUE } from '../../../src/checks/catalogue';
import { aDeploymentObject, aNamespaceObject, aPeerAuthenticationObject, aServiceObject, aYaml } from '../a-yaml';
import { runCli } from '../run-cli';

const HOSTILE = 'a "b" <c> & \u0007 ]]>';
const MESH = aYaml(
  aNamespaceObject('shop'), aDeploymentObject('shop', 'web'), aServiceObject('shop', 'web'), aPeerAuthenticationObject('shop', 'STRICT'),
  aNamespaceObject('old', {}), aDeploymentObject('old', 'cron', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop:80' } }),
  aNamespaceObject('older', {}), aDeploymentObject('older', 'cron', { annotations: { 'mtls.cdk8s.io/calls': 'web.shop:80', 'mtls.cdk8s.io/silence': `MTLS101: ${HOSTILE}` } }),
);

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly version: string; readonly rules: readonly Record<string, unknown>[] } };
    readonly results: readonly SarifResult[];
  }[];
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation?: { readonly region?: { readonly startLine: number } } }[];
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
}

async function sarif(args: readonly string[], stdin = ''): Promise<Sarif> {
  return JSON.parse((await runCli(['check', ...args, '--format', 'sarif'], { stdin })).stdout) as Sarif;
}

describe('SARIF', () => {
  test('has what version 2.1.0 asks for', async () => {
    const log = await sarif(['shop']);
    expect(log).toMatchObject({ $schema: expect.stringContaining('sarif-2.1.0'), version: '2.1.0', runs: [{ tool: { driver: { name: 'istio-mtls' } } }] });
    const [{ tool: { driver: { rules } }, results }] = log.runs;
    expect(results.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(rules[ruleIndex].id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text.length).toBeGreaterThan(20);
      expect(locations).toEqual([{
        physicalLocation: { artifactLocation: { uri: expect.stringMatching(/^shop\/[a-z]+\.yaml$/) }, region: { startLine: expect.any(Number) } },
        logicalLocations: [{ fullyQualifiedName: expect.any(String), kind: 'resource' }],
      }]);
      expect(locations[0].physicalLocation!.region!.startLine).toBeGreaterThan(0);
    }
  });

  test('has a rule for every check of the catalogue', async () => {
    const [{ tool: { driver: { rules } } }] = (await sarif(['shop'])).runs;
    expect(rules.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
    for (const rule of rules) {
      expect(rule).toEqual({
        id: expect.stringMatching(/^MTLS\d{3}$/),
        name: expect.stringMatching(/^[A-Z][A-Za-z0-9]+$/),
        shortDescription: { text: expect.any(String) },
        fullDescription: { text: expect.any(String) },
        help: { text: expect.any(String), markdown: expect.any(String) },
        helpUri: expect.stringMatching(/^https:\/\/.*\/docs\/checks\/MTLS\d{3}\.md$/),
        defaultConfiguration: { level: expect.stringMatching(/^(error|warning|note)$/) },
      });
    }
  });

  test('has what is silenced as suppressed, with the reason', async () => {
    const [{ results }] = (await sarif(['-'], MESH)).runs;
    expect(results.filter(({ suppressions }) => suppressions !== undefined)).toMatchObject([{ ruleId: 'MTLS101', suppressions: [{ kind: 'inSource', status: 'accepted', justification: HOSTILE }] }]);
  });

  test('names no file for standard input', async () => {
    const [{ results }] = (await sarif(['-'], MESH)).runs;
    expect(results.map(({ locations }) => locations[0].physicalLocation)).toEqual(results.map(() => undefined));
  });
});

describe('JUnit XML', () => {
  test('has a suite for every check, in which each finding is a test, and fails where it counts', async () => {
    const { stdout } = await runCli(['check', 'shop', '--format', 'junit']);
    const suites = [...stdout.matchAll(/<testsuite name="(MTLS\d{3}) [^"]*" tests="(\d+)" failures="(\d+)" errors="0" skipped="0">([^]*?)<\/testsuite>/g)];
    expect(suites.map(([, id]) => id)).toEqual(CATALOGUE.map(({ id }) => id));
    for (const [, id, tests, failures, body] of suites) {
      expect([...body.matchAll(/<testcase /g)]).toHaveLength(Number(tests));
      expect([...body.matchAll(/<failure /g)]).toHaveLength(Number(failures));
      expect([...body.matchAll(/classname="(\w+)"/g)].every(([, name]) => name === id)).toBe(true);
    }
    const [, tests, failures] = /<testsuites name="istio-mtls check" tests="(\d+)" failures="(\d+)" errors="0">/.exec(stdout)!;
    expect(Number(tests)).toBe(suites.reduce((sum, [, , count]) => sum + Number(count), 0));
    expect(Number(failures)).toBe(suites.reduce((sum, [, , , count]) => sum + Number(count), 0));
  });

  test('is well-formed whatever a name or a text holds', async () => {
    const stdin = MESH + aYaml(aDeploymentObject('older', 'web', { annotations: { 'mtls.cdk8s.io/silence': HOSTILE } }));
    const { stdout } = await runCli(['check', '-', '--format', 'junit', '--fail-on', 'info'], { stdin });
    const tags = stdout.replace(/^<\?xml[^>]*\?>/, '').split(/<[^<>]*>/);
    // Outside of tags there is neither a bare & nor a control character.
    expect(tags.join('').replaceAll(/&(amp|lt|gt|quot|#\d+);/g, '')).not.toMatch(/[&<>]/);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    expect(stdout).toContain('MTLS901');
  });
});
