package main

import (
	"fmt"

	cniutil "istio.io/istio/cni/pkg/util"

	"istio.io/api/annotation"
	"istio.io/istio/pkg/util/sets"
	"istio.io/istio/pkg/workloadapi"
)

// ztunnelDepartures follows ztunnel's choice for each workload it knows: HBONE where istiod says that the workload takes
// it, else the bytes as they are. Rules of clients do not reach ztunnel.
func (m *mesh) ztunnelDepartures(to destination) ([]departure, error) {
	var leaving []departure
	waypoint := m.serviceAt(to).GetWaypoint()
	for _, one := range to.backends {
		sent := departure{backend: one, wire: wire{sends: sendsPlaintext}, explain: "ztunnel knows no workload there"}
		if at := m.workloadInfo(one.address); at != nil {
			sent.explain = fmt.Sprintf("ztunnel's workload %s: %s", at.GetUid(), at.GetTunnelProtocol())
			if at.GetTunnelProtocol() == workloadapi.TunnelProtocol_HBONE {
				sent.wire.sends = sendsHBONE
			}
		}
		if waypoint != nil {
			sent.wire.sends, sent.waypoint = sendsHBONE, true
			sent.explain = "through a waypoint"
		}
		leaving = append(leaving, sent)
	}
	return leaving, nil
}

// workloadInfo is what istiod tells ztunnel about an address.
func (m *mesh) workloadInfo(address string) *workloadapi.Workload {
	found, _ := m.istiod.AmbientIndex.AddressInformation(sets.New("/" + address))
	for _, one := range found {
		if workload := one.GetWorkload(); workload != nil {
			return workload
		}
	}
	return nil
}

func (m *mesh) serviceAt(to destination) *workloadapi.Service {
	key := to.service.Attributes.Namespace + "/" + string(to.service.Hostname)
	found, _ := m.istiod.AmbientIndex.AddressInformation(sets.New(key))
	for _, one := range found {
		if service := one.GetService(); service != nil && service.GetNamespace()+"/"+service.GetHostname() == key {
			return service
		}
	}
	return nil
}

// arriveAtZtunnel: what comes through a tunnel has its sender's identity, all else has none and goes to the application
// as it is, unless a policy denies it.
func (m *mesh) arriveAtZtunnel(leaving departure) (verdict, error) {
	at, port := leaving.backend.server, leaving.backend.port
	found := verdict{dataPlane: ambient}
	if !bypassed(at.workload) {
		found.mode = m.modeAt(at, port)
	} else if leaving.wire.sends != sendsHBONE { // a tunnel ends at ztunnel's own port
		found.outcome, found.explain = withoutProxy(leaving.wire), []string{"inbound traffic is not redirected to ztunnel"}
		return found, nil
	}
	sender := ""
	if leaving.wire.sends == sendsHBONE {
		sender = "spiffe://cluster.local/ns/any/sa/any"
	}
	denied, explain, err := m.denies(at, port, sender)
	found.explain = explain
	switch {
	case err != nil:
		return found, err
	case denied:
		found.outcome = outcomeRefused
	case leaving.wire.sends == sendsHBONE && leaving.wire.appTLS == "":
		found.outcome = outcomeMTLS
	case leaving.wire.sends == sendsHBONE:
		found.outcome = outcomeAppTLS
	default:
		found.outcome = withoutProxy(leaving.wire)
	}
	return found, nil
}

// bypassed pods send through ztunnel only. The CNI agent reads the annotation in code that it does not export.
func bypassed(one *workload) bool {
	if one == nil {
		return false
	}
	bypass, present := cniutil.CheckBooleanAnnotation(one.pod, annotation.AmbientBypassInboundCapture.Name)
	return present && bypass
}
