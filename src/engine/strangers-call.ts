import type { Endpoint, HostPort } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import { judge, Judged } from './outcome';
import type { Reason } from './reason';
import { serverSide } from './server-side';
import type { EffectiveMode } from '../model/mode-strength';

/** What becomes of a call whose caller is none of the workloads. */
export interface StrangersCall extends Judged {
  readonly mode: EffectiveMode | null;
  /** Why the server takes what it takes. */
  readonly reasons: readonly Reason[];
}

/**
 * What becomes of a connection that the API server, a load balancer or a scraper makes: as far as the manifests tell it
 * has no proxy, so it sends what it sends itself. Undefined where no one can tell, or the server is not among the manifests.
 */
export function strangersCall(mesh: MeshIndex, endpoint: Endpoint, { isServerFirst }: Pick<HostPort, 'isServerFirst'>, sendsTls: boolean): StrangersCall | undefined {
  const { workload } = endpoint;
  if (workload === undefined) return undefined;
  const plane = mesh.dataPlaneOf(workload);
  if (plane === 'unknown') return undefined;
  const { kinds: [kind, ...others], mode, reasons } = serverSide(mesh, endpoint, plane, false);
  if (others.length > 0) return undefined;
  const sent = sendsTls ? { sends: 'app-tls', inner: 'SIMPLE' } as const : { sends: 'plaintext' } as const;
  return { ...judge(sent, kind, isServerFirst), mode, reasons };
}
