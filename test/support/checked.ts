import { CATALOGUE } from '../../src/checks/catalogue';
import { CheckContext } from '../../src/checks/check-context';
import { CheckFinding, runChecks } from '../../src/checks/run-checks';
import { silenceFindings } from '../../src/checks/silence-findings';
import { unusedSilence } from '../../src/checks/unused-silence';
import { MeshIndex } from '../../src/engine/mesh-index';
import type { Manifest } from '../../src/manifests/manifest';
import { ManifestReading } from '../../src/manifests/manifest-reading';
import { readMeshSnapshot } from '../../src/manifests/mesh-snapshot';
import { readResolverSettings } from '../../src/manifests/read-resolver-settings';
import { readSilences } from '../../src/manifests/read-silences';
import type { MeshSettings } from '../../src/model/mesh-settings';

/** Manifests as people write them. */
export function manifestsOf(yaml: string): Manifest[] {
  return [...new ManifestReading(() => [{ source: 'mesh.yaml', chunks: () => [Buffer.from(yaml)] }])];
}

/** A mesh as checks see it; with ambient mode where a manifest asks for that. */
export function aCheckContext(yaml: string, settings: MeshSettings = {}, complete: readonly string[] = []): CheckContext {
  const manifests = manifestsOf(yaml);
  const resolved = readResolverSettings(manifests, { ambient: yaml.includes('istio.io/dataplane-mode'), ...settings });
  return new CheckContext(new MeshIndex(readMeshSnapshot(manifests, resolved), resolved), complete);
}

/** What all checks find in manifests; only those of one check, where its id is given. */
export function findingsIn(yaml: string, id?: string, settings: MeshSettings = {}): CheckFinding[] {
  const context = aCheckContext(yaml, settings);
  const found = runChecks(context, id === undefined || id === unusedSilence.id ? CATALOGUE : CATALOGUE.filter((check) => check.id === id));
  const { silences, broken } = readSilences(manifestsOf(yaml));
  const ofSilences = silenceFindings(found, silences, broken, () => true).findings.filter(({ check }) => check === unusedSilence);
  return id === unusedSilence.id ? ofSilences : id === undefined ? [...found, ...ofSilences] : found;
}

/** What is left when the silences of the manifests have been heard. */
export function findingsLeftIn(yaml: string, id: string): readonly CheckFinding[] {
  const { silences, broken } = readSilences(manifestsOf(yaml));
  return silenceFindings(findingsIn(yaml, id), silences, broken, () => true).findings;
}

/** Findings in one line each, for tests to compare: `error PeerAuthentication shop/default spec.mtls.mode`. */
export function brief(findings: readonly CheckFinding[]): string[] {
  return findings.map(({ severity, resource, field }) => [severity, resource, field].filter((part) => part !== undefined).join(' '));
}
