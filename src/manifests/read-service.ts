import { listAt, objectAt, textAt, textsAt } from './json';
import { Manifest, nameOf, namespaceOf } from './manifest';
import { isPortNumber } from '../model/port-number';
import type { ServiceFacts, ServicePortFacts } from '../model/service-facts';

export function readService(manifest: Manifest): ServiceFacts {
  const selector = textsAt(manifest.object, 'spec', 'selector');
  return {
    namespace: namespaceOf(manifest),
    name: nameOf(manifest),
    source: manifest.source,
    selector: Object.keys(selector).length === 0 ? undefined : selector,
    ports: listAt(manifest.object, 'spec', 'ports').flatMap(readPort),
  };
}

function readPort(port: unknown): ServicePortFacts[] {
  const { port: number, targetPort } = objectAt(port);
  if (!isPortNumber(number)) return [];
  const target = isPortNumber(targetPort) || typeof targetPort === 'string' ? targetPort : number;
  return [{ number, name: textAt(port, 'name'), target }];
}
