import type { ClientTlsModeText, DestinationRuleFacts, TlsSetting, TrafficPolicyFacts } from '../../src/model/destination-rule-facts';

const TOP = 'spec.trafficPolicy';

/** A DestinationRule of namespace `shop`, which says nothing of TLS. */
export function aRule(host: string, what: Partial<DestinationRuleFacts> = {}): DestinationRuleFacts {
  return { namespace: 'shop', name: 'rule', source: 'rules.yaml', host, subsets: [], exportTo: [], ...what };
}

/** A TLS setting of the mode, written out, at the top of a rule. */
export function aTls(mode: ClientTlsModeText, what: Partial<TlsSetting> = {}): TlsSetting {
  return { field: `${TOP}.tls`, mode, isWritten: true, hasOwnCertificate: false, ...what };
}

/** What there is to say of service ports; undefined: an entry without TLS. */
type SomePorts = Readonly<Record<number, ClientTlsModeText | undefined>>;

/** A traffic policy with TLS at its top and at the ports. */
export function aTrafficPolicy(mode?: ClientTlsModeText, ports: SomePorts = {}, at = TOP): TrafficPolicyFacts {
  return {
    tls: mode && aTls(mode, { field: `${at}.tls` }),
    ports: Object.entries(ports).map(([port, portMode], i) => {
      const field = `${at}.portLevelSettings[${i}]`;
      return { field, port: Number(port), tls: portMode && aTls(portMode, { field: `${field}.tls`, port: Number(port) }) };
    }),
  };
}
