import type { Reason } from '../../engine/reason';
import type { Place } from '../input/field-lines';

/** Where a reason stands; nowhere, if it is a default. */
export function placesOf({ object, field }: Reason): Place[] {
  return object === undefined ? [] : [{ object, field }];
}
