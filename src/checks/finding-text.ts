import type { CheckFinding } from './run-checks';

/** A finding in one line: `DestinationRule shop/orders (k8s/orders.yaml:12, spec.host): what, got, allowed; remedy`. `place`: where the object is. */
export function findingText({ resource, field, message, remedy }: CheckFinding, place?: string): string {
  const where = [place, field].filter((part) => part !== undefined).join(', ');
  const what = message.startsWith(`${resource} `) ? message.slice(resource.length + 1) : message;
  return `${resource}${where === '' ? '' : ` (${where})`}: ${what}; ${remedy}`;
}
