package main

import (
	"encoding/json"
	"fmt"

	envoycluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/networking/util"
	"istio.io/istio/pilot/pkg/xds/endpoints"
	"istio.io/istio/pkg/config/host"
)

// outbound is what istiod tells one proxy about where to send.
type outbound struct {
	mesh     *mesh
	proxy    *model.Proxy
	clusters map[string]*envoycluster.Cluster
	// subsets by host and port, the empty one included
	subsets map[hostPort][]string
	targets map[string]map[string]*endpoint.LbEndpoint
	blocks  *bool
}

type hostPort struct {
	host host.Name
	port int
}

func (m *mesh) outboundOf(one *workload) (*outbound, error) {
	if known := m.clients[one]; known != nil {
		return known, nil
	}
	made, err := m.askOutbound(one)
	m.clients[one] = made
	return made, err
}

// askOutbound asks once for proxies that introduce themselves alike.
func (m *mesh) askOutbound(one *workload) (*outbound, error) {
	proxy, err := m.proxyFor(one)
	if err != nil {
		return nil, err
	}
	key, err := json.Marshal([]any{proxy.Type, proxy.ConfigNamespace, proxy.Labels, proxy.Metadata.EnableHBONE, proxy.Metadata.DisableHBONESend})
	if err != nil {
		return nil, err
	}
	if known := m.outbounds[string(key)]; known != nil {
		return known, nil
	}
	made := &outbound{mesh: m, proxy: proxy, clusters: map[string]*envoycluster.Cluster{}, subsets: map[hostPort][]string{}, targets: map[string]map[string]*endpoint.LbEndpoint{}}
	for _, one := range m.istiod.Clusters(proxy) {
		direction, subset, hostname, port := model.ParseSubsetKey(one.Name)
		if direction == model.TrafficDirectionOutbound {
			made.clusters[one.Name] = one
			at := hostPort{hostname, port}
			made.subsets[at] = append(made.subsets[at], subset)
		}
	}
	m.outbounds[string(key)] = made
	return made, nil
}

// endpointsOf are the endpoints of a cluster by their address, or nil where Envoy keeps the destination as it was dialled.
func (o *outbound) endpointsOf(of *envoycluster.Cluster) map[string]*endpoint.LbEndpoint {
	if of.GetType() == envoycluster.Cluster_ORIGINAL_DST {
		return nil
	}
	if known, ok := o.targets[of.Name]; ok {
		return known
	}
	assignment := of.GetLoadAssignment()
	if of.GetType() == envoycluster.Cluster_EDS {
		builder := endpoints.NewEndpointBuilder(of.Name, o.proxy, o.mesh.push())
		assignment = builder.BuildClusterLoadAssignment(o.mesh.istiod.Env().EndpointIndex)
	}
	found := map[string]*endpoint.LbEndpoint{}
	for _, locality := range assignment.GetEndpoints() {
		for _, one := range locality.LbEndpoints {
			found[addressOf(one)] = one
		}
	}
	o.targets[of.Name] = found
	return found
}

func addressOf(of *endpoint.LbEndpoint) string {
	address := of.GetEndpoint().GetAddress()
	if tunnelled := address.GetEnvoyInternalAddress(); tunnelled != nil {
		return tunnelled.GetEndpointId()
	}
	return fmt.Sprintf("%s:%d", address.GetSocketAddress().GetAddress(), address.GetSocketAddress().GetPortValue())
}

// blocksUnknown says whether the proxy drops what goes to hosts it does not know.
func (o *outbound) blocksUnknown() bool {
	if o.blocks == nil {
		blocks := false
		for _, listener := range o.mesh.istiod.Listeners(o.proxy) {
			if listener.Name == model.VirtualOutboundListenerName {
				blocks = passesTo(listener, util.BlackHoleCluster)
			}
		}
		o.blocks = &blocks
	}
	return *o.blocks
}
