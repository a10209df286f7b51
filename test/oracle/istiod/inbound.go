package main

import (
	"errors"
	"fmt"

	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	"google.golang.org/protobuf/proto"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/networking/core"
	"istio.io/istio/pilot/pkg/networking/util"
	"istio.io/istio/pilot/pkg/simulation"
	xdsfilters "istio.io/istio/pilot/pkg/xds/filters"
	"istio.io/istio/pilot/test/xdstest"
	"istio.io/istio/pkg/test"
)

// inbound is what istiod tells one sidecar about what to accept.
type inbound struct {
	test      test.Failer
	address   string
	listeners []*listener.Listener
	capture   redirection
	known     map[arrival]acceptance
	inside    *inbound
}

// arrival is a new connection at a workload's port.
type arrival struct {
	port     int
	protocol simulation.Protocol
	tls      simulation.TLSMode
	alpn     string
}

// acceptance is the chain that Envoy's own matching chose, and what becomes of the connection there.
type acceptance struct {
	err        error
	chain      string
	terminated bool // the chain ends TLS
	http       bool
}

var errBlackHole = errors.New("ends in the black hole")

func (a acceptance) String() string {
	return fmt.Sprintf("chain %q, ends TLS: %v, HTTP: %v, error: %v", a.chain, a.terminated, a.http, a.err)
}

func (m *mesh) inboundOf(one *workload) (*inbound, error) {
	if known := m.inbounds[one]; known != nil {
		return known, nil
	}
	proxy, err := m.proxyFor(one)
	if err != nil {
		return nil, err
	}
	capture, err := redirectionOf(one.pod)
	if err != nil {
		return nil, err
	}
	if capture == nil { // as for clients; with interceptionMode NONE there is no listener
		capture = everyPort
	}
	made := m.inboundOfProxy(proxy)
	made.capture = capture
	m.inbounds[one] = made
	return made, nil
}

func (m *mesh) inboundOfProxy(proxy *model.Proxy) *inbound {
	return &inbound{
		test: m.istiod.T(), address: proxy.IPAddresses[0],
		listeners: m.istiod.Listeners(proxy), known: map[arrival]acceptance{},
	}
}

// accept lets Istio's simulation of Envoy choose the filter chain.
func (i *inbound) accept(arriving arrival) acceptance {
	if known, ok := i.known[arriving]; ok {
		return known
	}
	var chosen *listener.FilterChain
	envoy := simulation.Simulation{Listeners: i.listeners}
	result := envoy.Run(simulation.Call{
		Address: i.address, Port: arriving.port, Protocol: arriving.protocol, TLS: arriving.tls, Alpn: arriving.alpn,
		CallMode: simulation.CallModeInbound,
		// Not a check: this is where the simulation shows the chain, after the handshake succeeded.
		CustomListenerValidations: []simulation.CustomFilterChainValidation{func(chain *listener.FilterChain) error {
			chosen = chain
			return nil
		}},
	})
	found := acceptance{err: result.Error, chain: result.FilterChainMatched}
	if chosen != nil {
		found.terminated = chosen.GetTransportSocket() != nil
		found.http = xdstest.ExtractHTTPConnectionManager(i.test, chosen) != nil
		if found.err == nil && result.ClusterMatched == util.BlackHoleCluster {
			found.err = errBlackHole // the proxy's own ports
		}
	}
	i.known[arriving] = found
	return found
}

// waits says whether Envoy reads the client's first bytes on the port before it goes on, for as long as it takes.
func (i *inbound) waits(port int) bool {
	virtual := xdstest.ExtractListener(model.VirtualInboundListenerName, i.listeners)
	if virtual == nil || virtual.GetListenerFiltersTimeout() == nil || virtual.GetListenerFiltersTimeout().AsDuration() > 0 {
		return false
	}
	inspectors := xdstest.ExtractListenerFilters(virtual)
	for _, name := range []string{xdsfilters.TLSInspector.Name, xdsfilters.HTTPInspector.Name} {
		inspector, installed := inspectors[name]
		if installed && (inspector.FilterDisabled == nil || !xdstest.EvaluateListenerFilterPredicates(inspector.FilterDisabled, port)) {
			return true
		}
	}
	return false
}

// inTunnel is the listener behind the end of an HBONE tunnel, or nil where the sidecar does not listen for HBONE.
func (i *inbound) inTunnel() *inbound {
	inside := xdstest.ExtractListener(core.MainInternalName, i.listeners)
	if inside == nil || xdstest.ExtractListener(core.ConnectTerminate, i.listeners) == nil {
		return nil
	}
	if i.inside == nil {
		// The simulation knows inbound connections by this name only.
		renamed := proto.Clone(inside).(*listener.Listener)
		renamed.Name = model.VirtualInboundListenerName
		i.inside = &inbound{test: i.test, address: i.address, listeners: []*listener.Listener{renamed}, known: map[arrival]acceptance{}}
	}
	return i.inside
}

// intercepts says whether Envoy has a listener for redirected connections at all.
func (i *inbound) intercepts(port int) bool {
	return i.capture.inbound(port) && xdstest.ExtractListener(model.VirtualInboundListenerName, i.listeners) != nil
}

func passesTo(of *listener.Listener, cluster string) bool {
	chains := of.GetFilterChains()
	if len(chains) == 0 {
		return false
	}
	last := xdstest.ExtractTCPProxy(nil, chains[len(chains)-1])
	return last.GetCluster() == cluster
}
