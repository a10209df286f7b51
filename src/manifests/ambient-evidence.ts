import { asList, asObject } from './json';
import { kindOf, Manifest, nameOf } from './manifest';
import type { MeshSnapshot } from '../model/mesh-facts';

const MODE = 'istio.io/dataplane-mode';

/** Whether the manifests use ambient mode, or hold an Istio that runs it: istiod's own options are not in mesh config. */
export function usesAmbient(manifests: readonly Manifest[], { namespaces, workloads }: MeshSnapshot): boolean {
  return namespaces.some(({ labels }) => labels[MODE] === 'ambient')
    || workloads.some(({ podLabels }) => podLabels[MODE] === 'ambient')
    || manifests.some(isEvidence);
}

function isEvidence(manifest: Manifest): boolean {
  switch (kindOf(manifest)) {
    case 'DaemonSet': return nameOf(manifest) === 'ztunnel';
    case 'Deployment': return isAmbientIstiod(manifest);
    // Istio's installers: istioctl's operator, Sail's operator.
    case 'IstioOperator': return asObject(manifest.object.spec).profile === 'ambient';
    case 'Istio': return asObject(manifest.object.spec).profile === 'ambient';
    case 'ZTunnel': return true;
    default: return false;
  }
}

function isAmbientIstiod({ object }: Manifest): boolean {
  const { spec } = asObject(asObject(object.spec).template);
  return asList(asObject(spec).containers).some((container) => {
    const { name, env } = asObject(container);
    return name === 'discovery' && asList(env).some((variable) => asObject(variable).name === 'PILOT_ENABLE_AMBIENT' && asObject(variable).value === 'true');
  });
}
