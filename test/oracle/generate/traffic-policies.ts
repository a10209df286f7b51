import { drawClientTls } from './client-tls';
import type { Ground, HostDraft } from './ground';
import type { Json } from '../generated-mesh';

const POOL = { connectionPool: { tcp: { maxConnections: 100 } } };
const ROUND_ROBIN = { loadBalancer: { simple: 'ROUND_ROBIN' } };
const PASSTHROUGH = { loadBalancer: { simple: 'PASSTHROUGH' } };

/** What a rule is for, and where it is. */
export interface RuleSite {
  readonly host: HostDraft;
  readonly namespace: string;
}

/** A rule's own traffic policy, or a subset's; there may be none. */
export function drawTrafficPolicy(ground: Ground, site: RuleSite, probability: number): Json {
  const { random, features } = ground;
  if (!random.chance(probability)) return {};
  const policy = {
    ...(random.chance(0.75) && { tls: drawClientTls(ground, site.namespace) }),
    ...(features.chance('passthrough', 0.35) ? PASSTHROUGH : random.chance(0.15) ? ROUND_ROBIN : {}),
    ...(features.chance('portSettings', 0.6) && { portLevelSettings: portSettings(ground, site) }),
  };
  // The API server wants something in it.
  return { trafficPolicy: Object.keys(policy).length > 0 ? policy : POOL };
}

function portSettings(ground: Ground, { host, namespace }: RuleSite): Json[] {
  const { random } = ground;
  return random.some(settablePorts(ground, host), 1, 2).map((number) => ({ port: { number }, ...portPolicy(ground, namespace) }));
}

/** Service ports; now and then the port behind, which the rule is not about. */
function settablePorts({ random }: Ground, { ports }: HostDraft): number[] {
  const numbers = ports.map(({ port }) => port);
  return random.chance(0.15) ? [...new Set(ports.map(({ port, targetPort }) => (typeof targetPort === 'number' ? targetPort : port)))] : numbers;
}

/** Without `tls`, the cluster and its endpoints make different things of it. */
function portPolicy(ground: Ground, namespace: string): Json {
  const { random, features } = ground;
  if (random.chance(0.65)) return { tls: drawClientTls(ground, namespace) };
  return features.chance('passthrough', 0.2) ? PASSTHROUGH : random.pick<Json>([POOL, ROUND_ROBIN]);
}
