import { invalidFields, portOfKey } from './invalid-peer-authentication';
import { asObject, asTexts, isJsonObject } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import { MtlsMode } from '../model/mtls-mode';
import type { PeerAuthenticationFacts } from '../model/peer-authentication-facts';

const MODES = Object.values(MtlsMode);

export function readPeerAuthentication(manifest: Manifest, defaultNamespace = ''): PeerAuthenticationFacts {
  const spec = asObject(manifest.object.spec);
  return {
    ...readObject(manifest, defaultNamespace),
    selector: asTexts(asObject(spec.selector).matchLabels),
    hasSelector: isJsonObject(spec.selector),
    mode: readMode(spec.mtls),
    ports: readPorts(spec.portLevelMtls),
    invalid: invalidFields(manifest.object.spec),
  };
}

function readPorts(ports: unknown): ReadonlyMap<number, MtlsMode> {
  const read = new Map<number, MtlsMode>();
  for (const [key, mtls] of Object.entries(asObject(ports))) {
    const port = portOfKey(key);
    if (port !== undefined) read.set(port, readMode(mtls));
  }
  return read;
}

/** `mtls: {}` is UNSET, as protobuf's zero value is; the API server refuses words that are no mode. */
function readMode(mtls: unknown): MtlsMode {
  const { mode } = asObject(mtls);
  return MODES.find((known) => known === mode) ?? MtlsMode.UNSET;
}
