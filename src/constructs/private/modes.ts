import { checkIs } from './check-types';
import { refuse } from './refuse';
import { AmbientMtlsMode } from '../../model/ambient-mtls-mode';
import { MtlsMode } from '../../model/mtls-mode';
import { PortPolicy } from '../port-policy';

// Values may come from languages whose compiler does not check them.
const MODES = Object.values(MtlsMode);
/** What to write where a PortPolicy is meant. */
export const PORT_POLICY = 'use PortPolicy.permissive(8080, { reason: … }), disable or strict';

const AMBIENT_MODES = Object.values(AmbientMtlsMode);

export function checkMode(path: string, mode: MtlsMode): MtlsMode {
  return MODES.includes(mode) ? mode : refuse(`${path}: mode`, mode, MODES.join(', '), 'use a member of MtlsMode');
}

/** An ambient mode as Istio spells it; DISABLE is none. */
export function fromAmbientMode(path: string, mode: AmbientMtlsMode): MtlsMode {
  return AMBIENT_MODES.includes(mode) ? MtlsMode[mode]
    : refuse(`${path}: mode`, mode, AMBIENT_MODES.join(', '), 'use a member of AmbientMtlsMode, as DISABLE does nothing in ambient mode');
}

/** A port of a policy in ambient mode. */
export function checkAmbientPort<P extends PortPolicy>(path: string, port: P): P {
  checkIs<PortPolicy>(path, port, PortPolicy, PORT_POLICY);
  return port.mode !== MtlsMode.DISABLE ? port
    : refuse(`${path}: mode of a port`, port.mode, 'PERMISSIVE, STRICT', 'use PortPolicy.permissive or PortPolicy.strict, as DISABLE does nothing in ambient mode');
}
