import { MtlsMode } from './mtls-mode';

/** A mode that decides: what is left of a mode once inheritance has been followed. */
export type EffectiveMode = MtlsMode.DISABLE | MtlsMode.PERMISSIVE | MtlsMode.STRICT;

const STRENGTH: Record<EffectiveMode, number> = { DISABLE: 0, PERMISSIVE: 1, STRICT: 2 };

/** What Istio does where no policy says anything. Mirrors istio pilot/pkg/security/authn/policy_applier.go. */
export const DEFAULT_MODE: EffectiveMode = MtlsMode.PERMISSIVE;

/** UNSET inherits; anything else decides for itself. */
export function inherit(mode: MtlsMode, parent: EffectiveMode): EffectiveMode {
  return mode === MtlsMode.UNSET ? parent : mode;
}

export function isWeaker(mode: EffectiveMode, than: EffectiveMode): boolean {
  return STRENGTH[mode] < STRENGTH[than];
}
