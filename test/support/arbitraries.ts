import * as fc from 'fast-check';
import { aWorkload } from './a-workload';
import { MtlsMode } from '../../src/model/mtls-mode';

/** Few labels with few values, so that selectors overlap in every way there is. */
export const someLabels = fc.dictionary(fc.constantFrom('app', 'tier', 'track'), fc.constantFrom('1', '2'), { maxKeys: 3 });

export const aMode = fc.constantFrom(...Object.values(MtlsMode));

/** Workloads of the namespaces `shop` and `bank`, whatever their labels; owners select by some of them. */
export const someWorkloads = fc.array(
  fc.record({ podLabels: someLabels, owned: fc.subarray(['app', 'tier', 'track']), namespace: fc.constantFrom('shop', 'shop', 'bank'), port: fc.constantFrom(8080, 9090) }),
  { maxLength: 7 },
).map((drawn) => drawn.map(({ podLabels, owned, namespace, port }, i) => {
  const own = Object.fromEntries(Object.entries(podLabels).filter(([key]) => owned.includes(key)));
  return aWorkload(`w${i}`, { namespace, podLabels, ownerSelector: Object.keys(own).length === 0 ? undefined : own, ports: [{ number: port }] });
}));
