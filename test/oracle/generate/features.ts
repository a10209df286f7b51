import type { Random } from './random';

/**
 * What a mesh may make use of. A mesh uses some of them, and those often: were all of them possible everywhere and
 * rare, two rare ones would hardly ever meet, and nothing would be left without the others' noise.
 */
export const FEATURES = [
  // Server side
  'rootSelectors', 'duplicatePolicies', 'emptySelectors', 'portModes', 'injectedLabels', 'uncapturedPorts', 'sharedTargetPorts', 'sidecarIngress',
  // Data planes
  'podInjection', 'vetoes', 'hostNetwork', 'gateways', 'batch', 'podDataPlane', 'tunnelLabels', 'bypassInbound', 'alreadyInjected', 'systemNamespace',
  // Clients
  'tlsModeByHand', 'outboundExclusions', 'sidecarScopes', 'registryOnly', 'noAutoMtls', 'podsWithoutOwner',
  // Services
  'headless', 'namedPorts', 'unusualPorts', 'hiddenServices', 'emptyServices', 'serviceEntries', 'workloadEntries',
  // DestinationRules
  'rules', 'wildcards', 'oddHosts', 'ruleExports', 'ruleSelectors', 'portSettings', 'subsets', 'passthrough', 'userTls', 'manyRules',
  // The mesh
  'customRoot', 'defaultExports', 'revisions', 'creationTimes',
] as const;

export type Feature = (typeof FEATURES)[number];

/** Those that nearly every mesh has, because the others act through them. */
const USUAL: readonly Feature[] = ['rules', 'portModes', 'creationTimes'];

/** Those that change every connection of a mesh, and would drown what else is in it. */
const RARE: readonly Feature[] = ['registryOnly', 'noAutoMtls', 'systemNamespace', 'defaultExports'];

export class Features {
  private readonly used: ReadonlySet<Feature>;

  constructor(private readonly random: Random, forced: readonly Feature[] = []) {
    this.used = new Set([...forced, ...FEATURES.filter((feature) => random.chance(probabilityOf(feature)))]);
  }

  has(feature: Feature): boolean {
    return this.used.has(feature);
  }

  /** Whether to use it here, given how often a mesh that has it uses it. */
  chance(feature: Feature, probability: number): boolean {
    return this.used.has(feature) && this.random.chance(probability);
  }
}

function probabilityOf(feature: Feature): number {
  if (USUAL.includes(feature)) return 0.85;
  return RARE.includes(feature) ? 0.1 : 0.35;
}
