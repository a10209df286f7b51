import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, loadESLint } from 'eslint';

const ROOT = join(__dirname, '..');
const BANNED = '@typescript-eslint/no-restricted-imports';
const ZONES = 'import/no-restricted-paths';

let eslint: Pick<ESLint, 'lintText'>;

beforeAll(async () => {
  // As ESLINT_USE_FLAT_CONFIG=false does: the repo's .eslintrc.json.
  const Linter = await loadESLint({ useFlatConfig: false });
  eslint = new Linter({ cwd: ROOT });
});

/** The rules that refuse a text as the content of a file of the folder: of one that exists, as rules that know types want. */
async function refusals(folder: string, text: string): Promise<string[]> {
  const file = readdirSync(join(ROOT, 'src', folder)).filter((name) => name.endsWith('.ts')).sort()[0];
  const [result] = await eslint.lintText(`${text}\n`, { filePath: join(ROOT, 'src', folder, file) });
  return result.messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => ruleId ?? message);
}

describe('eslint refuses', () => {
  test.each([
    ['engine to import manifests', 'engine', "import { kindOf } from '../manifests/manifest';\nexport const kind = kindOf;", ZONES],
    ['engine to import a type of manifests', 'engine', "import type { Manifest } from '../manifests/manifest';\nexport type Kind = Manifest;", ZONES],
    ['engine to export what is in manifests', 'engine', "export { kindOf } from '../manifests/manifest';", ZONES],
    ['engine to import checks', 'engine', "import { checkExpiredException } from '../checks/drafts/expired-exception';\nexport const check = checkExpiredException;", ZONES],
    ['model to import engine', 'model', "import { PolicyBook } from '../engine/policy-book';\nexport const Book = PolicyBook;", ZONES],
    ['checks to import migration', 'checks', "import { hasReached } from '../migration/wave-step';\nexport const reached = hasReached;", ZONES],
    ['migration to import constructs', 'migration', "import { Wave } from '../constructs/wave';\nexport const Named = Wave;", ZONES],
    ['manifests to import engine', 'manifests', "import { PolicyBook } from '../engine/policy-book';\nexport const Book = PolicyBook;", ZONES],
    ['cli to import constructs', 'cli', "import { Wave } from '../constructs/wave';\nexport const Named = Wave;", ZONES],
    ['constructs to import cli', 'constructs', "import { main } from '../cli/main';\nexport const start = main;", ZONES],
    ['plugin to import cli', 'plugin', "import { main } from '../cli/main';\nexport const start = main;", ZONES],
    ['cdk8s in plugin', 'plugin', "import { App } from 'cdk8s';\nexport const Top = App;", BANNED],
    ['cdk8s in engine', 'engine', "import { App } from 'cdk8s';\nexport const Top = App;", BANNED],
    ['cdk8s in manifests', 'manifests', "import { App } from 'cdk8s';\nexport const Top = App;", BANNED],
    ['constructs, the package, in cli', 'cli', "import { Construct } from 'constructs';\nexport const Node = Construct;", BANNED],
    ['files in migration', 'migration', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;", BANNED],
    ['files in model, by their other name', 'model', "import { readFileSync } from 'fs';\nexport const read = readFileSync;", BANNED],
    ['YAML in engine', 'engine', "import { load } from 'js-yaml';\nexport const read = load;", BANNED],
    ['the clock in checks', 'checks', 'export const now = new Date();', 'no-restricted-syntax'],
    ['the clock in engine', 'engine', 'export const now = Date.now();', 'no-restricted-syntax'],
    ['the environment in engine', 'engine', 'export const { HOME } = process.env;', 'no-restricted-globals'],
  ])('%s', async (_, folder, text, rule) => {
    expect(await refusals(folder, text)).toContain(rule);
  });
});

describe('eslint accepts', () => {
  test.each([
    ['engine to import model', 'engine', "import { selects } from '../model/labels';\nexport const choose = selects;"],
    ['migration to import engine and checks', 'migration',
      "import { checkExpiredException } from '../checks/drafts/expired-exception';\nimport { PolicyBook } from '../engine/policy-book';\nexport const both = [checkExpiredException, PolicyBook];"],
    ['files and YAML in manifests', 'manifests', "import { readFileSync } from 'node:fs';\nimport { load } from 'js-yaml';\nexport const both = [readFileSync, load];"],
    ['cdk8s in constructs', 'constructs', "import { App } from 'cdk8s';\nexport const Top = App;"],
    ['a day that is given, in checks', 'checks', "export const day = new Date('2027-01-01');"],
    ['the environment in cli', 'cli', 'export const { HOME } = process.env;'],
  ])('%s', async (_, folder, text) => {
    expect(await refusals(folder, text)).toEqual([]);
  });
});
