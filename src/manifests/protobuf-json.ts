/** Whether a field is left out: null says the same as nothing, to API servers and to protobuf's JSON. */
export function isDefault(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
