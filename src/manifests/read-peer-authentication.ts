import { objectAt, textAt, textsAt } from './json';
import { Manifest, nameOf, namespaceOf } from './manifest';
import { MtlsMode } from '../model/mtls-mode';
import type { PeerAuthenticationFacts } from '../model/peer-authentication-facts';
import { isPortNumber } from '../model/port-number';

export function readPeerAuthentication(manifest: Manifest): PeerAuthenticationFacts {
  const ports = Object.entries(objectAt(manifest.object, 'spec', 'portLevelMtls')).filter(([port]) => isPortNumber(Number(port)));
  return {
    namespace: namespaceOf(manifest),
    name: nameOf(manifest),
    source: manifest.source,
    selector: textsAt(manifest.object, 'spec', 'selector', 'matchLabels'),
    mode: readMode(textAt(manifest.object, 'spec', 'mtls', 'mode')),
    ports: new Map(ports.map(([port, mtls]) => [Number(port), readMode(textAt(mtls, 'mode'))])),
  };
}

/** `mtls: {}` is UNSET, as protobuf's zero value is; the API server refuses words that are no mode. */
function readMode(text: string | undefined): MtlsMode {
  return Object.values(MtlsMode).find((mode) => mode === text) ?? MtlsMode.UNSET;
}
