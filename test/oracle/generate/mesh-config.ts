import type { Features } from './features';
import type { Random } from './random';
import type { Json } from '../generated-mesh';

export const DEFAULT_ROOT_NAMESPACE = 'istio-system';

export function drawMeshConfig(random: Random, features: Features): Json {
  return {
    ...(features.has('customRoot') && { rootNamespace: random.pick(['istio-config', 'mesh-root']) }),
    ...(features.has('noAutoMtls') && { enableAutoMtls: false }),
    ...(features.has('registryOnly') && { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }),
    ...(features.has('defaultExports') && defaultExports(random)),
  };
}

function defaultExports(random: Random): Json {
  return random.weighted<Json>(
    [3, { defaultDestinationRuleExportTo: ['.'] }],
    [1, { defaultDestinationRuleExportTo: ['*'] }],
    [1, { defaultServiceExportTo: ['.'] }],
  );
}

export function rootNamespaceOf(meshConfig: Json): string {
  return typeof meshConfig.rootNamespace === 'string' ? meshConfig.rootNamespace : DEFAULT_ROOT_NAMESPACE;
}
