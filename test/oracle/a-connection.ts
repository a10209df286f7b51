import type { OracleConnection, Owner } from './oracle-connection';

export function anOwner(title: string, kind = 'Deployment'): Owner {
  const [namespace, name] = title.split('/');
  return { namespace, name, kind };
}

/** A connection between sidecars that is mTLS, but for what the test says. */
export function aConnection(rest: Partial<OracleConnection> = {}): OracleConnection {
  return {
    client: anOwner('a/cli'),
    clientDataPlane: 'sidecar',
    host: 'srv.b.svc.cluster.local',
    servicePort: 80,
    subset: '',
    server: anOwner('b/srv'),
    serverDataPlane: 'sidecar',
    workloadPort: 8080,
    sends: 'mtls',
    serverMode: 'STRICT',
    outcome: 'mtls',
    ...rest,
  };
}

export const OUTSIDE: Partial<OracleConnection> = { server: null, serverDataPlane: null, serverMode: null };
