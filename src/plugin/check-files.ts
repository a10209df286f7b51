import type { MtlsValidationProps } from './mtls-validation-props';
import { CheckContext } from '../checks/check-context';
import { CheckFinding, runChecks } from '../checks/run-checks';
import { severityElsewhere } from '../checks/severity-elsewhere';
import { silenceFindings } from '../checks/silence-findings';
import { MeshIndex } from '../engine/mesh-index';
import { usesAmbient } from '../manifests/ambient-evidence';
import { locateField } from '../manifests/field-locator';
import { LoadedManifests, loadPaths } from '../manifests/load-manifests';
import { readMeshSnapshot } from '../manifests/mesh-snapshot';
import { notEmitted } from '../manifests/not-emitted';
import { readSettingsOrRefuse } from '../manifests/read-resolver-settings';
import { readSilences } from '../manifests/read-silences';
import { DEFAULT_MESH_SETTINGS, MeshSettings } from '../model/mesh-settings';

/** A finding with its place. */
export interface FileFinding extends CheckFinding {
  readonly file: string;
  readonly line?: number;
}

/**
 * Runs every check over the files that an app has written, and over what lives elsewhere.
 * @throws Error with all that could not be read.
 */
export function checkFiles(files: readonly string[], props: MtlsValidationProps): FileFinding[] {
  const written = loadPaths(files, { prune: true });
  const elsewhere = loadPaths(props.manifests ?? [], { prune: true });
  const manifests = [...written.manifests, ...notEmitted(elsewhere.manifests, written.manifests)];
  const settings = readSettingsOrRefuse(manifests, settingsOf(props));
  // A namespace that is left open stays so: it is wherever the app is applied.
  const snapshot = readMeshSnapshot(manifests, settings, { defaultNamespace: '' });
  const mesh = new MeshIndex(snapshot, { ...settings, ambient: props.ambient ?? usesAmbient(manifests, snapshot) });
  const { silences, broken } = readSilences(manifests, '');
  const { findings } = silenceFindings(runChecks(new CheckContext(mesh, props.known)), silences, broken, () => true);
  const own = new Set(written.manifests.map(({ source }) => source));
  return findings.map((finding) => {
    const isOwn = own.has(finding.object.source);
    return { ...finding, severity: isOwn ? finding.severity : severityElsewhere(finding), ...placeOf(finding, isOwn ? written : elsewhere) };
  });
}

function settingsOf(props: MtlsValidationProps): MeshSettings {
  const keys = Object.keys(DEFAULT_MESH_SETTINGS) as (keyof MeshSettings)[];
  return Object.fromEntries(keys.map((key) => [key, props[key]]));
}

/** The field's line, or where the object begins. */
function placeOf({ object: { source, line }, field }: CheckFinding, { textOf }: LoadedManifests): Pick<FileFinding, 'file' | 'line'> {
  const text = line === undefined || field === undefined ? undefined : textOf(source);
  return { file: source, line: text === undefined ? line : locateField(text, line!, field!) };
}
