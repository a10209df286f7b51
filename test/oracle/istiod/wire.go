package main

import (
	"fmt"

	envoycluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	internalupstream "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/internal_upstream/v3"
	tls "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	"istio.io/istio/pilot/pkg/networking/util"
)

// wire is the form of the bytes that reach an endpoint.
type wire struct {
	sends sends
	// appTLS is the user's own TLS, the outermost or, in a tunnel, the inner one; empty where there is none.
	appTLS appTLS
	// alpn is the first protocol that the user's own TLS offers.
	alpn string
}

type appTLS string

const (
	simple appTLS = "SIMPLE"
	mutual appTLS = "MUTUAL"
)

// identity is what Istio calls the workload's own certificate.
const identity = "default"

// wireTo reads what Envoy sends to an endpoint of a cluster, nil for an address as it was dialled.
func wireTo(of *envoycluster.Cluster, to *endpoint.LbEndpoint) (wire, string, error) {
	socket, name := of.GetTransportSocket(), "cluster's"
	criteria := to.GetMetadata().GetFilterMetadata()[util.EnvoyTransportSocketMetadataKey]
	for _, candidate := range of.GetTransportSocketMatches() {
		if fits(candidate.GetMatch(), criteria) {
			socket, name = candidate.GetTransportSocket(), candidate.GetName()
			break
		}
	}
	read, err := wireOf(socket)
	return read, fmt.Sprintf("%s %s: socket %s %s, endpoint %v", of.GetType(), of.GetName(), name, socket.GetName(), criteria), err
}

// fits is Envoy's rule: every field of the match equals the endpoint's.
func fits(match, criteria *structpb.Struct) bool {
	for name, value := range match.GetFields() {
		if !proto.Equal(value, criteria.GetFields()[name]) {
			return false
		}
	}
	return true
}

func wireOf(socket *core.TransportSocket) (wire, error) {
	if socket.GetTypedConfig() == nil {
		return wire{sends: sendsPlaintext}, nil
	}
	config, err := socket.GetTypedConfig().UnmarshalNew()
	if err != nil {
		return wire{}, err
	}
	switch of := config.(type) {
	case *tls.UpstreamTlsContext:
		return wireOfTLS(of.GetCommonTlsContext()), nil
	case *internalupstream.InternalUpstreamTransport:
		inner, err := wireOf(of.GetTransportSocket())
		return wire{sends: sendsHBONE, appTLS: inner.appTLS, alpn: inner.alpn}, err
	default:
		if socket.GetName() == "raw_buffer" || socket.GetName() == "envoy.transport_sockets.raw_buffer" {
			return wire{sends: sendsPlaintext}, nil
		}
		return wire{}, fmt.Errorf("unknown transport socket %s", socket.GetName())
	}
}

func wireOfTLS(context *tls.CommonTlsContext) wire {
	read := wire{sends: sendsAppTLS, appTLS: simple}
	if offered := context.GetAlpnProtocols(); len(offered) > 0 {
		read.alpn = offered[0]
	}
	secrets := context.GetTlsCertificateSdsSecretConfigs()
	switch {
	case len(secrets) > 0 && secrets[0].GetName() == identity:
		return wire{sends: sendsMTLS}
	case len(secrets) > 0 || len(context.GetTlsCertificates()) > 0:
		read.appTLS = mutual
	}
	return read
}
