import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { ROOT } from './snippets';
import { shownOf, validationReport } from '../support/cdk8s-cli';

const README = join(ROOT, 'README.md');
const EXAMPLE = join(ROOT, 'examples', 'any-cdk8s-app');
const BLOCKS = /<!-- validation -->\n+```yaml\n([^]*?)```[^]*?```text\n([^]*?)```/;

interface Config {
  readonly validations: { readonly class: string; readonly version: string; readonly properties: { readonly manifests: string[] } }[];
}

describe('the validation plugin in README', () => {
  const page = readFileSync(README, 'utf8');
  const [, config, shown] = BLOCKS.exec(page)!;
  const validationOf = (text: string) => (loadAll(text) as Config[])[0].validations[0];

  test('is configured as in the example, but for the place of the package', () => {
    expect({ ...validationOf(config), package: './../..' }).toEqual(validationOf(readFileSync(join(EXAMPLE, 'cdk8s.yaml'), 'utf8')));
  });

  test('reports of the example what follows', async () => {
    const { manifests } = validationOf(config).properties;
    const written = ['shop', 'legacy'].map((chart) => join(EXAMPLE, 'expected', `${chart}.k8s.yaml`));
    const report = await validationReport(written, { manifests: manifests.map((path) => join(EXAMPLE, path)) });
    expect(report.success).toBe(false);
    const printed = shownOf(report.toString()).replaceAll(join(EXAMPLE, 'expected'), 'dist');
    if (process.env.UPDATE_EXPECTED) writeFileSync(README, page.replace(BLOCKS, (blocks) => `${blocks.slice(0, -`${shown}\`\`\``.length)}${printed}\`\`\``));
    else expect(printed).toBe(shown);
  });
});
