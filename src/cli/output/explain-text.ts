import { counted } from './counted';
import { placesOf } from './explain-places';
import type { Style } from './style';
import type { MeshIndex } from '../../engine/mesh-index';
import { Reason, resourceOf } from '../../engine/reason';
import { serverSide } from '../../engine/server-side';
import { WorkloadFacts, workloadTitle } from '../../model/workload-facts';
import { placeOf } from '../check/located-finding';
import type { Explanation } from '../explain/explanation';
import type { FieldLines } from '../input/field-lines';

/** A port of a workload that no Service leads to. */
interface BarePort {
  readonly workload: WorkloadFacts;
  readonly port: number;
}

/** The chain of reasons in plain words, each with the place to look at, down to the outcome. */
export function explainText(
  mesh: MeshIndex, explanations: readonly Explanation[], bare: readonly BarePort[], lines: FieldLines, style: Style,
): string {
  // All at once: each file is gone through once.
  lines.linesOf(explanations.flatMap(({ reasons }) => reasons.flatMap(placesOf)));
  const ofPorts = bare.map((port) => ofBarePort(mesh, port, lines, style));
  const blocks = [...explanations.map((explanation) => explained(explanation, lines, style)), ...ofPorts];
  return blocks.length === 0 ? 'no server is behind that port\n' : `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function explained(explanation: Explanation, lines: FieldLines, style: Style): string[] {
  const { client, clientDataPlane, host, port, subset, endpoint, serverDataPlane } = explanation;
  const { sends, serverMode, outcome, dependsOn, basis, others, reasons } = explanation;
  const server = endpoint.workload === undefined ? 'a server outside the manifests' : `${workloadTitle(endpoint.workload)} (${planeOf(serverDataPlane)})`;
  const from = `${workloadTitle(client)} (${planeOf(clientDataPlane)})${others === 0 ? '' : ` and ${counted(others, 'other')} like it`}`;
  const to = `${host.host}:${port.number}${subset === '' ? '' : ` subset ${subset}`}`;
  const told = [...(sends === null ? [] : [`sends ${sends}`]), ...(serverMode === null ? [] : [`accepts ${serverMode}`]), basis];
  const paint = outcome === 'refused' || outcome === 'broken' ? style.bad : outcome === 'depends' ? style.strong : style.good;
  return [
    style.strong(`${from} -> ${to} -> ${server}, port ${endpoint.port}`),
    ...reasons.map((reason) => reasonLine(reason, lines, style)),
    `  ${paint(`outcome: ${outcome}`)} (${told.join(', ')})${dependsOn === null ? '' : `: it depends on ${dependsOn}`}`,
  ];
}

function ofBarePort(mesh: MeshIndex, { workload, port }: BarePort, lines: FieldLines, style: Style): string[] {
  const plane = mesh.dataPlaneOf(workload);
  const { mode, reasons } = serverSide(mesh, { workload, port, labels: workload.podLabels }, plane, false);
  return [
    style.strong(`${workloadTitle(workload)} (${planeOf(plane)}), port ${port}`),
    ...reasons.map((reason) => reasonLine(reason, lines, style)),
    '  no Service leads to it: only who dials the pods\' own addresses gets there',
    `  accepts: ${mode ?? 'whatever the application takes, as no proxy watches the port'}`,
  ];
}

function reasonLine({ object, field, text }: Reason, lines: FieldLines, style: Style): string {
  if (object === undefined) return `  ${text}`;
  const place = placeOf({ file: object.source, line: lines.lineOf({ object, field }) });
  return `  ${resourceOf(object)}: ${text} ${style.faint(`(${place}${field === undefined ? '' : ` ${field}`})`)}`;
}

function planeOf(plane: Explanation['serverDataPlane']): string {
  return plane === null ? 'outside' : plane === 'none' ? 'no proxy' : plane === 'unknown' ? 'proxy not known' : plane;
}
