package main

import (
	"fmt"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/security/authn"
	"istio.io/istio/pilot/pkg/simulation"
	"istio.io/istio/pkg/config/protocol"
	"istio.io/istio/pkg/workloadapi"
)

// verdict is what the server's side makes of a connection.
type verdict struct {
	dataPlane dataPlane
	mode      *string
	outcome   outcome
	explain   []string
}

func (m *mesh) arrive(leaving departure, to destination) (verdict, error) {
	at := leaving.backend.server
	if at == nil {
		return verdict{outcome: outsideMesh(leaving.wire)}, nil
	}
	plane := m.planeOf(at)
	switch plane {
	case gateway: // its Gateway's servers decide
		return verdict{dataPlane: gateway, outcome: outcomeDepends}, nil
	case sidecar:
		return m.arriveAtSidecar(leaving, to)
	case ambient:
		return m.arriveAtZtunnel(leaving)
	default:
		return verdict{dataPlane: none, outcome: withoutProxy(leaving.wire)}, nil
	}
}

// planeOf believes of a machine what istiod does: that it has a sidecar when its WorkloadEntry says that it speaks Istio
// mTLS or, in labels, HBONE.
func (m *mesh) planeOf(at *server) dataPlane {
	switch {
	case at.workload != nil:
		return at.workload.dataPlane
	case at.endpoint.TLSMode == model.IstioMutualTLSModeLabel:
		return sidecar
	case m.ambient && at.endpoint.SupportsTunnel(model.TunnelHTTP):
		return sidecar
	case m.ambient && m.workloadInfo(at.address).GetTunnelProtocol() == workloadapi.TunnelProtocol_HBONE:
		return ambient
	default:
		return none
	}
}

func outsideMesh(arriving wire) outcome {
	switch arriving.sends {
	case sendsPlaintext:
		return outcomePlaintext
	case sendsAppTLS:
		return outcomeAppTLS
	default:
		return outcomeDepends
	}
}

// withoutProxy: the bytes reach the application as they are. It speaks plaintext, or the TLS that a rule says it does.
func withoutProxy(arriving wire) outcome {
	switch arriving.sends {
	case sendsPlaintext:
		return outcomePlaintext
	case sendsAppTLS:
		return outcomeAppTLS
	default:
		return outcomeBroken
	}
}

// modeAt is the effective mode as istiod composes it for sidecars.
func (m *mesh) modeAt(at *server, port int) *string {
	policy := authn.NewMtlsPolicy(m.push(), m.push().AuthnPolicies, at.Namespace, at.labels(), false)
	mode := map[model.MutualTLSMode]string{
		model.MTLSDisable: "DISABLE", model.MTLSPermissive: "PERMISSIVE", model.MTLSStrict: "STRICT",
	}[policy.GetMutualTLSModeForPort(uint32(port))]
	return &mode
}

func (at *server) labels() map[string]string {
	if at.workload != nil {
		return at.workload.pod.Labels
	}
	return at.endpoint.Labels
}

func (m *mesh) arriveAtSidecar(leaving departure, to destination) (verdict, error) {
	at, port := leaving.backend.server, leaving.backend.port
	accepts, err := m.inboundAt(at)
	if err != nil {
		return verdict{}, err
	}
	found := verdict{dataPlane: sidecar}
	if accepts.intercepts(port) {
		found.mode = m.modeAt(at, port)
	} else if leaving.wire.sends != sendsHBONE { // a tunnel ends at the proxy's own port
		found.outcome, found.explain = withoutProxy(leaving.wire), []string{"port not redirected to the server's proxy"}
		return found, nil
	}
	found.outcome, found.explain, err = accepts.outcome(leaving.wire, port, to.port.Protocol)
	return found, err
}

func (m *mesh) inboundAt(at *server) (*inbound, error) {
	if at.workload != nil {
		return m.inboundOf(at.workload)
	}
	return m.inboundOfEntry(at)
}

func (i *inbound) outcome(arriving wire, port int, spoken protocol.Instance) (outcome, []string, error) {
	switch arriving.sends {
	case sendsPlaintext:
		return i.plaintextOutcome(port, spoken)
	case sendsMTLS:
		return i.mtlsOutcome(port, spoken)
	case sendsAppTLS:
		return i.appTLSOutcome(arriving, port)
	default:
		return i.tunnelOutcome(arriving, port, spoken)
	}
}

func (i *inbound) plaintextOutcome(port int, spoken protocol.Instance) (outcome, []string, error) {
	asHTTP := i.accept(arrival{port: port, protocol: simulation.HTTP, tls: simulation.Plaintext})
	asTCP := i.accept(arrival{port: port, protocol: simulation.TCP, tls: simulation.Plaintext})
	explain := []string{"as HTTP: " + asHTTP.String(), "as TCP: " + asTCP.String()}
	switch {
	case asHTTP.err != nil && asTCP.err != nil:
		return outcomeRefused, explain, nil
	case spoken == protocol.MySQL && i.waits(port):
		return outcomeBroken, append(explain, "server speaks first, proxy waits for the client"), nil
	default:
		return outcomePlaintext, explain, nil
	}
}

func (i *inbound) mtlsOutcome(port int, spoken protocol.Instance) (outcome, []string, error) {
	asHTTP := i.accept(arrival{port: port, protocol: simulation.HTTP, tls: simulation.MTLS})
	asTCP := i.accept(arrival{port: port, protocol: simulation.TCP, tls: simulation.MTLS})
	explain := []string{"as HTTP: " + asHTTP.String(), "as TCP: " + asTCP.String()}
	// What the application speaks inside is its own affair: a chain for HTTP ends the TLS of TCP as well.
	if asHTTP.ends() != asTCP.ends() && !spoken.IsHTTP() && !spoken.IsTCP() {
		return "", nil, fmt.Errorf("port %d ends mTLS of HTTP or TCP only: %v", port, explain)
	}
	ended := asHTTP
	if spoken.IsTCP() {
		ended = asTCP
	}
	if ended.ends() {
		return outcomeMTLS, explain, nil
	}
	return outcomeBroken, explain, nil
}

func (a acceptance) ends() bool { return a.terminated }

func (i *inbound) appTLSOutcome(arriving wire, port int) (outcome, []string, error) {
	found := i.accept(arrival{port: port, protocol: simulation.TCP, tls: simulation.TLS, alpn: arriving.alpn})
	explain := []string{found.String()}
	switch {
	case found.err == nil && !found.terminated:
		return outcomeAppTLS, explain, nil
	case found.err == simulation.ErrMTLSError && arriving.appTLS == mutual:
		return outcomeDepends, append(explain, "on whether the certificate chains to the mesh's root"), nil
	default:
		return outcomeBroken, explain, nil
	}
}

// tunnelOutcome: the tunnel is the mTLS, inside are the application's own bytes.
func (i *inbound) tunnelOutcome(arriving wire, port int, spoken protocol.Instance) (outcome, []string, error) {
	inside := i.inTunnel()
	if inside == nil {
		return outcomeBroken, []string{"no listener for HBONE"}, nil
	}
	if arriving.appTLS != "" {
		return inside.appTLSOutcome(arriving, port)
	}
	found, explain, err := inside.plaintextOutcome(port, spoken)
	if found == outcomePlaintext {
		found = outcomeMTLS
	}
	return found, explain, err
}
