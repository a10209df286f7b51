// Regenerates src/imports from Istio's own CRDs: `npx projen import-istio` (wants go, for the module istio.io/api).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, loadAll } from 'js-yaml';

// Only what the library emits, and only the version that it emits: the whole of Istio's CRDs is 1.4 MB of TypeScript.
const EMITTED = ['destinationrules.networking.istio.io', 'peerauthentications.security.istio.io'];
const VERSION = 'v1';

const crds = execFileSync('bash', ['test/tools/istio-crds.sh'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
const wanted = loadAll(readFileSync(crds, 'utf8'))
  .filter((crd) => EMITTED.includes(crd?.metadata?.name))
  .map((crd) => ({ ...crd, spec: { ...crd.spec, versions: crd.spec.versions.filter((version) => version.name === VERSION) } }));
if (wanted.length !== EMITTED.length) throw new Error(`expected the CRDs ${EMITTED.join(', ')} in ${crds}, found ${wanted.length} of them`);

const scratch = mkdtempSync(join(tmpdir(), 'istio-crds-'));
try {
  const file = join(scratch, 'crds.yaml');
  writeFileSync(file, wanted.map((crd) => dump(crd)).join('---\n'));
  execFileSync('npx', ['cdk8s', 'import', file, '--language', 'typescript', '--output', 'src/imports'], { stdio: 'inherit' });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
