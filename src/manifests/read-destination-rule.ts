import { isJsonObject, JsonObject, listAt, objectAt, textAt } from './json';
import { Manifest, nameOf, namespaceOf } from './manifest';
import { ClientTlsMode } from '../model/client-tls-mode';
import type { ClientTlsModeText, DestinationRuleFacts, TlsSetting } from '../model/destination-rule-facts';
import { isPortNumber } from '../model/port-number';

const MODES: readonly ClientTlsModeText[] = Object.values(ClientTlsMode);

export function readDestinationRule(manifest: Manifest): DestinationRuleFacts {
  const subsets = listAt(manifest.object, 'spec', 'subsets');
  return {
    namespace: namespaceOf(manifest),
    name: nameOf(manifest),
    source: manifest.source,
    host: textAt(manifest.object, 'spec', 'host') ?? '',
    tls: [
      ...readTrafficPolicy('spec', objectAt(manifest.object, 'spec')),
      ...subsets.flatMap((subset, i) => readTrafficPolicy(`spec.subsets[${i}]`, objectAt(subset))),
    ],
  };
}

function readTrafficPolicy(field: string, holder: JsonObject): TlsSetting[] {
  const policy = objectAt(holder, 'trafficPolicy');
  const ports = listAt(policy, 'portLevelSettings');
  return [
    ...readTls(`${field}.trafficPolicy`, policy),
    ...ports.flatMap((port, i) => readTls(`${field}.trafficPolicy.portLevelSettings[${i}]`, objectAt(port))),
  ];
}

function readTls(field: string, holder: JsonObject): TlsSetting[] {
  if (!isJsonObject(holder.tls)) return [];
  // `tls: {}` and `tls: {sni: x}` are DISABLE: protobuf's zero value. See istio.io/api destination_rule.proto.
  const mode = MODES.find((known) => known === textAt(holder, 'tls', 'mode')) ?? 'DISABLE';
  const port = objectAt(holder, 'port').number;
  return [{ field: `${field}.tls`, mode, port: isPortNumber(port) ? port : undefined }];
}
