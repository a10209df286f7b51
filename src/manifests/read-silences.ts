import { asObject, asText } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import { qualifiedName } from '../model/kubernetes-name';
import type { BrokenSilence, Silence } from '../model/silence';

/** By which an object says which findings of its own are known and accepted: `MTLS201: reason`. */
export const SILENCE = 'mtls.cdk8s.io/silence';

/** Kinds whose objects are in no namespace, of those that findings are about. */
const OF_CLUSTER = new Set(['APIService', 'CustomResourceDefinition', 'MutatingWebhookConfiguration', 'Namespace', 'ValidatingWebhookConfiguration']);
const FIELD = `metadata.annotations["${SILENCE}"]`;
// A reason may hold a semicolon: only one before the next id separates.
const SEPARATOR = /(?:\n|;)\s*(?=MTLS|$)|\n/;
const ENTRY = /^(MTLS\d{3})\s*:\s*(\S[^]*)$/;

export interface ReadSilences {
  readonly silences: readonly Silence[];
  readonly broken: readonly BrokenSilence[];
}

/** The silences of a cluster's objects, and what was meant to be one. A namespace that a manifest leaves open is the default's. */
export function readSilences(manifests: readonly Manifest[], defaultNamespace = 'default'): ReadSilences {
  const silences: Silence[] = [];
  const broken: BrokenSilence[] = [];
  for (const manifest of manifests) {
    const text = asText(asObject(asObject(manifest.object.metadata).annotations)[SILENCE]);
    if (text === undefined) continue;
    const where = { resource: resourceOf(manifest, defaultNamespace), source: manifest.source, line: manifest.line, field: FIELD };
    for (const entry of entriesOf(text)) {
      const [, id, reason] = ENTRY.exec(entry) ?? [];
      if (id === undefined) broken.push({ ...where, got: entry });
      else silences.push({ ...where, id, reason: reason.trim() });
    }
  }
  return { silences, broken };
}

function entriesOf(text: string): string[] {
  const entries = text.split(SEPARATOR).map((entry) => entry.trim().replace(/;$/, '').trim()).filter((entry) => entry !== '');
  return entries.length === 0 ? [text] : entries;
}

/** Such as `DestinationRule shop/orders`, as findings call it. */
export function resourceOf(manifest: Manifest, defaultNamespace = 'default'): string {
  const kind = asText(manifest.object.kind) ?? '';
  const { namespace, name } = readObject(manifest, OF_CLUSTER.has(kind) ? '' : defaultNamespace);
  return `${kind} ${qualifiedName({ namespace, name })}`;
}
