/** A key of a map, or an index of a list. */
export type FieldStep = string | number;

const STEP = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]|\.?([^.[\]]+)/y;

/** The steps of a path such as `spec.ports[0].name`, `metadata.annotations["a.b/c"]`; up to the first that is none. */
export function parseFieldPath(path: string): FieldStep[] {
  const steps: FieldStep[] = [];
  STEP.lastIndex = 0;
  for (let match = STEP.exec(path); match !== null; match = STEP.exec(path)) {
    const [, index, quoted, apostrophed, key] = match;
    steps.push(index !== undefined ? Number(index) : quoted?.replace(/\\(.)/g, '$1') ?? apostrophed ?? key);
  }
  return steps;
}
