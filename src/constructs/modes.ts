import type { AmbientMtlsMode } from '../model/ambient-mtls-mode';
import { MtlsMode } from '../model/mtls-mode';

/** Every mode, for values that come from languages whose compiler does not check them. */
export const MODES: readonly MtlsMode[] = Object.values(MtlsMode);

/** An ambient mode as Istio spells it; DISABLE is none. */
export function fromAmbientMode(mode: AmbientMtlsMode): MtlsMode {
  // The two enums spell their common members alike, and a value that is neither is refused with the policy's mode.
  return (mode as string) === MtlsMode.DISABLE ? ('' as MtlsMode) : mode as unknown as MtlsMode;
}
