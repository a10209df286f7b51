/**
 * Which folders of src may import which others: dependencies go one way, from what is pure to what is not.
 * eslint enforces it; test/boundaries.test.ts proves that it does.
 */
const MAY_IMPORT: Record<string, string[]> = {
  model: [],
  engine: ['model'],
  checks: ['engine', 'model'],
  migration: ['checks', 'engine', 'model'],
  manifests: ['model'],
  imports: [],
  constructs: ['checks', 'engine', 'imports', 'manifests', 'migration', 'model'],
  plugin: ['checks', 'constructs', 'engine', 'manifests', 'model'],
  cli: ['checks', 'engine', 'manifests', 'migration', 'model'],
};

/** Folders that know no framework, no files, no clock. */
const PURE = ['model', 'engine', 'checks', 'migration'];

export function restrictedPaths() {
  return Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
    target: `./src/${folder}`,
    from: './src',
    except: [folder, ...allowed].map((name) => `./${name}`),
    message: allowed.length === 0 ? `${folder}/ imports nothing of src.` : `${folder}/ may import ${allowed.join(', ')} only.`,
  }));
}

export const PURE_FILES = PURE.map((folder) => `src/${folder}/**/*.ts`);

export const FRAMEWORK_FREE_FILES = [...PURE, 'manifests', 'plugin', 'cli'].map((folder) => `src/${folder}/**/*.ts`);

export const FRAMEWORKS = [
  { name: 'cdk8s', message: 'Only constructs/ knows cdk8s: everything else has to start fast and work without an app.' },
  { name: 'constructs', message: 'Only constructs/ knows the construct tree.' },
];
