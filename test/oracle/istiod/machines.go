package main

import (
	"net"
	"strings"
)

// everyPort is how istio-iptables sets up a machine.
var everyPort = redirection{"* nat", "-A ISTIO_INBOUND -p tcp -j ISTIO_IN_REDIRECT"}

// inboundOfEntry asks for the sidecar of a machine, which introduces itself with its WorkloadEntry's labels.
func (m *mesh) inboundOfEntry(at *server) (*inbound, error) {
	if known := m.entryInbounds[at.owner]; known != nil {
		return known, nil
	}
	address := at.address
	if net.ParseIP(address) == nil {
		address = "172.31.255.254" // a machine entered by name has an address that istiod does not know
	}
	fields := map[string]any{
		"NAMESPACE": at.Namespace, "LABELS": map[string]string(at.endpoint.Labels), "INSTANCE_IPS": address, "ISTIO_VERSION": proxyVersion,
	}
	for name, value := range m.istiod.Env().Mesh().GetDefaultConfig().GetProxyMetadata() {
		if name, isMetadata := strings.CutPrefix(name, "ISTIO_META_"); isMetadata {
			fields[name] = value
		}
	}
	proxy, err := m.connect(sidecar, at.Name, at.Namespace, address, at.endpoint.Labels, fields)
	if err != nil {
		return nil, err
	}
	made := m.inboundOfProxy(proxy)
	made.capture = everyPort
	m.entryInbounds[at.owner] = made
	return made, nil
}
