import { asList, asObject, asText, isJsonObject, JsonObject } from './json';
import { CONTAINER_LISTS } from './pod-template';
import type { Labels } from '../model/labels';
import { isPortNumber } from '../model/port-number';
import type { ContainerPort } from '../model/workload-facts';

/** The ports that a pod's containers declare, and the one that Prometheus is told to scrape, which is listened on all the same. */
export function readContainerPorts(podSpec: JsonObject, podAnnotations: Labels): readonly ContainerPort[] {
  const ports: ContainerPort[] = [];
  for (const list of CONTAINER_LISTS) {
    for (const container of asList(podSpec[list])) {
      for (const port of asList(asObject(container).ports)) {
        if (isJsonObject(port) && isPortNumber(port.containerPort)) ports.push({ number: port.containerPort, name: asText(port.name) });
      }
    }
  }
  const annotated = podAnnotations['prometheus.io/port'];
  if (annotated === undefined) return ports;
  const scraped = Number(annotated);
  if (isPortNumber(scraped) && !ports.some(({ number }) => number === scraped)) ports.push({ number: scraped });
  return ports;
}
