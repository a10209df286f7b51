package main

import (
	"fmt"
	"slices"

	"istio.io/api/annotation"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pkg/config/host"
)

// departure is what a client sends to one backend.
type departure struct {
	subset  string
	backend backend
	wire    wire
	blocked bool // by the client's own proxy
	// waypoint: ends at a waypoint, which goes on from there
	waypoint bool
	explain  string
}

func (m *mesh) connectionsOf(client *workload, destinations []destination) ([]connection, error) {
	var found []connection
	for _, to := range destinations {
		departures, err := m.departures(client, to)
		if err != nil {
			return nil, err
		}
		for _, leaving := range departures {
			one, err := m.connection(client, to, leaving)
			if err != nil {
				return nil, err
			}
			found = append(found, one)
		}
	}
	return found, nil
}

func (m *mesh) departures(client *workload, to destination) ([]departure, error) {
	switch client.dataPlane {
	case sidecar, gateway:
		return m.proxyDepartures(client, to)
	case ambient:
		return m.ztunnelDepartures(to)
	default:
		return plainDepartures(to, "no proxy"), nil
	}
}

func plainDepartures(to destination, why string) []departure {
	var leaving []departure
	for _, one := range to.backends {
		leaving = append(leaving, departure{backend: one, wire: wire{sends: sendsPlaintext}, explain: why})
	}
	return leaving
}

// proxyDepartures reads the client's clusters for the host, one for each subset of the rule it follows.
func (m *mesh) proxyDepartures(client *workload, to destination) ([]departure, error) {
	if client.dataPlane == sidecar {
		rules, err := redirectionOf(client.pod)
		if err != nil {
			return nil, err
		}
		// Without any rules, which a hand that writes the proxy into a pod may leave to the CNI agent, all is redirected.
		uncaptured := client.pod.Annotations[annotation.SidecarInterceptionMode.Name] == "NONE"
		if uncaptured || rules != nil && !rules.outbound(vip(to.service), to.port.Port) {
			return plainDepartures(to, "not redirected to the client's proxy"), nil
		}
	}
	asked, err := m.outboundOf(client)
	if err != nil {
		return nil, err
	}
	subsets := asked.subsets[hostPort{to.service.Hostname, to.port.Port}]
	if len(subsets) == 0 || !asked.sees(to.service) {
		return asked.unknown(client, to), nil
	}
	var leaving []departure
	for _, subset := range subsets {
		more, err := asked.departures(to, subset)
		if err != nil {
			return nil, err
		}
		leaving = append(leaving, more...)
	}
	return leaving, nil
}

func vip(of *model.Service) string { return of.DefaultAddress }

// sees tells apart services of several namespaces that share one host: a proxy knows one of them.
func (o *outbound) sees(service *model.Service) bool {
	if o.proxy.Type == model.Router {
		return true
	}
	return slices.ContainsFunc(o.proxy.SidecarScope.Services(), func(one *model.Service) bool {
		return one.Hostname == service.Hostname && one.Attributes.Namespace == service.Attributes.Namespace
	})
}

func (o *outbound) unknown(client *workload, to destination) []departure {
	leaving := plainDepartures(to, "unknown to the client's proxy")
	// A gateway passes nothing on that it has no route for.
	blocked := client.dataPlane == gateway || o.blocksUnknown()
	for i := range leaving {
		leaving[i].blocked = blocked
	}
	return leaving
}

func (o *outbound) departures(to destination, subset string) ([]departure, error) {
	of := o.clusters[model.BuildSubsetKey(model.TrafficDirectionOutbound, subset, host.Name(to.service.Hostname), to.port.Port)]
	endpoints := o.endpointsOf(of)
	var leaving []departure
	for _, one := range to.backends {
		endpoint := endpoints[fmt.Sprintf("%s:%d", one.address, one.port)]
		if endpoint == nil && endpoints != nil {
			continue // not of this subset
		}
		form, explain, err := wireTo(of, endpoint)
		if err != nil {
			return nil, err
		}
		leaving = append(leaving, departure{subset: subset, backend: one, wire: form, explain: explain})
	}
	return leaving, nil
}

func (m *mesh) connection(client *workload, to destination, leaving departure) (connection, error) {
	made := connection{
		Client: client.owner, ClientDataPlane: client.dataPlane,
		Host: string(to.service.Hostname), ServicePort: to.port.Port, Subset: leaving.subset,
		WorkloadPort: leaving.backend.port, Sends: leaving.wire.sends, Explain: []string{leaving.explain},
	}
	verdict, err := m.arrive(leaving, to)
	if err != nil {
		return made, err
	}
	made.Outcome, made.ServerMode = verdict.outcome, verdict.mode
	made.Explain = append(made.Explain, verdict.explain...)
	switch {
	case leaving.blocked:
		made.Outcome = outcomeRefused
	case leaving.waypoint:
		made.Outcome = outcomeDepends
	}
	if one := leaving.backend.server; one != nil {
		made.Server, made.ServerDataPlane = &one.owner, &verdict.dataPlane
	}
	return made, nil
}
