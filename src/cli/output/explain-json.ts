import { connectionJson, plainReason } from './connection-json';
import { placesOf } from './explain-places';
import type { Explanation } from '../explain/explanation';
import type { FieldLines } from '../input/field-lines';

/** Connections as `connections` has them, with the place of each reason, and how many other clients get the same answer. */
export function explainJson(explanations: readonly Explanation[], lines: FieldLines): string {
  const places = explanations.flatMap(({ reasons }) => reasons.flatMap(placesOf));
  lines.linesOf(places);
  const explained = explanations.map((explanation) => ({
    ...connectionJson(explanation, explanation.basis, (reason) => ({
      ...plainReason(reason), file: reason.object?.source ?? null, line: placesOf(reason).map((place) => lines.lineOf(place))[0] ?? null,
    })),
    otherClients: explanation.others,
  }));
  return `${JSON.stringify({ schemaVersion: 1, explanations: explained }, null, 2)}\n`;
}
