package main

import (
	"cmp"
	"slices"

	networking "istio.io/api/networking/v1alpha3"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/pkg/serviceregistry/provider"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/protocol"
	"istio.io/istio/pkg/config/schema/gvk"
)

// destination is a port of a host, and who serves it.
type destination struct {
	service  *model.Service
	port     *model.Port
	backends []backend
}

// backend is one endpoint. Without a server it lies outside.
type backend struct {
	address string
	port    int
	server  *server
}

// server is who listens at a backend: a pod of ours, or a machine that a WorkloadEntry stands for.
type server struct {
	owner
	address  string
	workload *workload            // nil for a WorkloadEntry
	endpoint *model.IstioEndpoint // nil for a pod
}

type entry struct {
	owner
	address string
}

func workloadEntry(of config.Config) (entry, bool) {
	spec, ok := of.Spec.(*networking.WorkloadEntry)
	if !ok || of.GroupVersionKind != gvk.WorkloadEntry {
		return entry{}, false
	}
	return entry{owner: owner{Namespace: of.Namespace, Name: of.Name, Kind: "WorkloadEntry"}, address: spec.Address}, true
}

// destinations are all TCP ports of all hosts that istiod knows, whoever may see them.
func (m *mesh) destinations() []destination {
	var found []destination
	for _, service := range m.istiod.Env().ServiceDiscovery.Services() {
		if service.Resolution == model.Alias {
			continue
		}
		for _, port := range service.Ports {
			if port.Protocol == protocol.UDP {
				continue
			}
			found = append(found, destination{service: service, port: port, backends: m.backends(service, port)})
		}
	}
	return found
}

func (m *mesh) backends(service *model.Service, port *model.Port) []backend {
	var found []backend
	shards, ok := m.istiod.Env().EndpointIndex.ShardsForService(string(service.Hostname), service.Attributes.Namespace)
	if ok {
		for _, key := range shards.Keys() {
			for _, endpoint := range shards.Shards[key] {
				if !belongs(endpoint, port) {
					continue
				}
				for _, address := range endpoint.Addresses {
					found = append(found, backend{address: address, port: int(endpoint.EndpointPort), server: m.serverAt(address, endpoint)})
				}
			}
		}
	}
	found = append(found, m.podBackends(service, port)...)
	if len(found) == 0 && outside(service) {
		found = append(found, backend{address: string(service.Hostname), port: port.Port})
	}
	slices.SortFunc(found, func(a, b backend) int { return cmp.Or(cmp.Compare(a.address, b.address), cmp.Compare(a.port, b.port)) })
	return slices.CompactFunc(found, func(a, b backend) bool { return a.address == b.address && a.port == b.port })
}

// podBackends are in EndpointSlices even where istiod does not care, for Services that nobody may see.
func (m *mesh) podBackends(service *model.Service, port *model.Port) []backend {
	if service.Attributes.ServiceRegistry != provider.Kubernetes {
		return nil
	}
	var found []backend
	for _, slice := range m.slices[service.NamespacedName()] {
		for _, open := range slice.Ports {
			if *open.Name != port.Name {
				continue
			}
			for _, endpoint := range slice.Endpoints {
				address := endpoint.Addresses[0]
				found = append(found, backend{address: address, port: int(*open.Port), server: m.serverAt(address, nil)})
			}
		}
	}
	return found
}

// belongs is how istiod groups endpoints by port.
func belongs(endpoint *model.IstioEndpoint, port *model.Port) bool {
	if endpoint.LegacyClusterPortKey != 0 {
		return endpoint.LegacyClusterPortKey == port.Port
	}
	return endpoint.ServicePortName == port.Name
}

// outside hosts are reached without any endpoint: by the address the application dials, or by DNS.
func outside(service *model.Service) bool {
	if service.Attributes.ServiceRegistry != provider.External {
		return false
	}
	switch service.Resolution {
	case model.Passthrough, model.DNSLB, model.DNSRoundRobinLB, model.DynamicDNS:
		return true
	default:
		return false
	}
}

func (m *mesh) serverAt(address string, endpoint *model.IstioEndpoint) *server {
	if one, ok := m.workloadAt[address]; ok {
		return &server{owner: one.owner, address: address, workload: one}
	}
	if one, ok := m.entryAt[address]; ok {
		return &server{owner: one, address: address, endpoint: endpoint}
	}
	return nil
}
