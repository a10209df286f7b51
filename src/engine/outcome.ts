import type { Sent } from './client-tls';
import type { PortProtocol } from './port-protocol';
import type { Reason } from './reason';
import type { RuleName } from './rules';
import type { EffectiveMode } from '../model/mode-strength';

/** What becomes of a connection. */
export type Outcome = 'mtls' | 'plaintext' | 'app-tls' | 'refused' | 'broken' | 'depends';

/** What waits behind a workload port. */
export type ServerKind =
  | { readonly kind: 'gateway' | 'outside' }
  /** `takesTunnel`: there is a proxy that listens on the tunnel's own port, if not on this one. */
  | { readonly kind: 'none'; readonly takesTunnel?: boolean }
  | { readonly kind: 'sidecar'; readonly mode: EffectiveMode; readonly protocol: () => PortProtocol }
  | { readonly kind: 'ambient'; readonly isStrict: boolean };

export interface Judged {
  readonly outcome: Outcome;
  readonly reason: Reason;
}

/** Whether a server that a client's bytes reach can make sense of them. Mirrors istio pilot/pkg/networking/core/filterchain_options.go and ztunnel src/state.rs. */
export function judge(sent: Pick<Sent, 'sends' | 'inner'>, server: ServerKind, isServerFirst: boolean): Judged {
  switch (server.kind) {
    case 'gateway': return judged('depends', 'gateway-server', 'the server is a gateway: its Gateway\'s servers decide what it takes');
    case 'outside': return outside(sent);
    case 'none': return sent.sends === 'hbone' && server.takesTunnel === true ? tunnelled(sent) : withoutProxy(sent);
    case 'ambient': return ambient(sent, server.isStrict);
    case 'sidecar': return sidecar(sent, server.mode, server.protocol, isServerFirst);
  }
}

function outside({ sends }: Pick<Sent, 'sends'>): Judged {
  if (sends === 'plaintext' || sends === 'app-tls') return judged(sends, 'server-outside', 'the server is outside the manifests, and takes what it takes');
  return judged('depends', 'server-outside', 'the server is outside the manifests: whether it speaks Istio\'s mutual TLS is not known');
}

function withoutProxy({ sends }: Pick<Sent, 'sends'>): Judged {
  if (sends === 'plaintext') return judged('plaintext', 'no-proxy-server', 'the server has no proxy there: plaintext reaches the application');
  if (sends === 'app-tls') return judged('app-tls', 'app-ends-tls', 'the server has no proxy there: TLS works if the application speaks it');
  return judged('broken', 'nobody-ends-tls', 'the server has no proxy there: nobody ends Istio\'s mutual TLS');
}

/** The tunnel's end asks for no policy of the port behind it. */
function tunnelled({ inner }: Pick<Sent, 'inner'>): Judged {
  return inner === undefined ? judged('mtls', 'hbone-carries-identity', 'HBONE carries the client\'s identity, whatever the port\'s mode')
    : judged('app-tls', 'app-ends-tls', 'HBONE carries the connection; the TLS in it works if the application speaks it');
}

function ambient({ sends, inner }: Pick<Sent, 'sends' | 'inner'>, isStrict: boolean): Judged {
  if (sends === 'hbone') return tunnelled({ inner });
  if (isStrict) return judged('refused', 'identity-required', 'ztunnel closes connections without an identity');
  if (sends === 'plaintext') return judged('plaintext', 'accepts-plaintext', 'ztunnel lets plaintext through');
  if (sends === 'app-tls') return judged('app-tls', 'app-ends-tls', 'ztunnel passes the bytes on: TLS works if the application speaks it');
  return judged('broken', 'nobody-ends-tls', 'ztunnel passes the bytes on: nobody ends Istio\'s mutual TLS');
}

function sidecar({ sends, inner }: Pick<Sent, 'sends' | 'inner'>, mode: EffectiveMode, protocol: () => PortProtocol, isServerFirst: boolean): Judged {
  // What comes out of the tunnel meets the chains of a DISABLE port.
  if (sends === 'hbone' && inner !== undefined && protocol() === 'http') return judged('broken', 'http-port-refuses-tls', 'HBONE carries the connection, but an HTTP port cannot read the TLS in it');
  if (sends === 'hbone') return tunnelled({ inner });
  if (sends === 'plaintext') return plaintextTo(mode, protocol, isServerFirst);
  if (sends === 'mtls') {
    return mode === 'DISABLE' ? judged('broken', 'nobody-ends-tls', 'a DISABLE port hands mutual TLS to the application, which does not speak it')
      : judged('mtls', 'accepts-mtls', `a ${mode} port takes mutual TLS`);
  }
  if (mode === 'STRICT') {
    return inner === 'MUTUAL' ? judged('depends', 'own-certificate', 'a STRICT port takes the client\'s own certificate only if it leads to the mesh\'s root')
      : judged('broken', 'strict-refuses', 'a STRICT port wants a certificate of the mesh, and TLS of another kind has none');
  }
  return protocol() === 'http' ? judged('broken', 'http-port-refuses-tls', 'an HTTP port lets no TLS through but Istio\'s own')
    : judged('app-tls', 'app-ends-tls', 'the proxy passes TLS of strangers on: it works if the application speaks it');
}

function plaintextTo(mode: EffectiveMode, protocol: () => PortProtocol, isServerFirst: boolean): Judged {
  if (mode === 'STRICT') return judged('refused', 'strict-refuses', 'a STRICT port refuses plaintext');
  if (isServerFirst && (mode === 'PERMISSIVE' || protocol() === 'auto')) {
    const who = mode === 'PERMISSIVE' ? 'a PERMISSIVE port' : 'a port whose protocol the proxy has to find out';
    return judged('broken', 'server-speaks-first', `the server speaks first, and ${who} waits for the client's first bytes: the connection stalls`);
  }
  return judged('plaintext', 'accepts-plaintext', `a ${mode} port takes plaintext`);
}

function judged(outcome: Outcome, rule: RuleName, text: string): Judged {
  return { outcome, reason: { rule, text } };
}
