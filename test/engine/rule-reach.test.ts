import * as fc from 'fast-check';
import { DestinationRules } from '../../src/engine/destination-rules';
import { reachOf } from '../../src/engine/rule-reach';
import { DEFAULT_MESH_SETTINGS, ResolverSettings } from '../../src/model/mesh-settings';
import { aRule } from '../support/a-rule';

const NAMESPACES = ['shop', 'web', 'bank', 'istio-system'];
const someNamespace = fc.constantFrom(...NAMESPACES);

test('a rule is found by the clients of the namespaces that it reaches, and by no others', () => {
  fc.assert(fc.property(
    fc.record({
      namespace: someNamespace,
      service: someNamespace,
      exportTo: fc.uniqueArray(fc.constantFrom('.', '*', ...NAMESPACES), { maxLength: 3 }),
      isForSome: fc.boolean(),
      isPrivate: fc.boolean(),
    }),
    ({ namespace, service, exportTo, isForSome, isPrivate }) => {
      const settings: ResolverSettings = {
        ...DEFAULT_MESH_SETTINGS, outboundTrafficPolicy: 'ALLOW_ANY', defaultDestinationRuleExportTo: [isPrivate ? '.' : '*'], defaultServiceExportTo: ['*'],
      };
      const host = { host: `orders.${service}.svc.cluster.local`, namespace: service };
      const rule = aRule(host.host, { namespace, exportTo, workloadSelector: isForSome ? {} : undefined });
      const rules = new DestinationRules([rule], settings);
      const reach = reachOf(rule, host, settings);
      for (const client of [...NAMESPACES, 'elsewhere']) {
        const isFound = (rules.find(client, host)?.rules ?? []).length > 0;
        expect([client, reach === 'everywhere' || reach.has(client)]).toEqual([client, isFound]);
      }
    },
  ));
});
