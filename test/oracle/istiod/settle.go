package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"istio.io/api/annotation"
	networking "istio.io/api/networking/v1alpha3"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/config/schema/gvk"
	"istio.io/istio/pkg/config/visibility"
)

// How long istiod may take: an endpoint that Kubernetes lists must come; what a selector of Istio's finds is istiod's to say.
const (
	longestWait = 30 * time.Second
	longestHope = time.Second
)

// place is where an address is to become an endpoint.
type place struct{ host, namespace, address string }

// settle waits until istiod knows all endpoints, and lets it compute everything anew. It reports ready before that: a
// slice that it read before its pod waits for another round of its queue.
func (m *mesh) settle(read *manifests) error {
	listed, found := m.listed(), m.found(read.configs)
	for start := time.Now(); ; time.Sleep(time.Millisecond) {
		missing := slices.IndexFunc(listed, m.lacks)
		if missing >= 0 && time.Since(start) > longestWait {
			return fmt.Errorf("istiod does not learn of the endpoint %v", listed[missing])
		}
		if missing < 0 && (!slices.ContainsFunc(found, m.lacks) || time.Since(start) > longestHope) {
			break
		}
	}
	m.istiod.Discovery.ConfigUpdate(&model.PushRequest{Forced: true})
	m.istiod.EnsureSynced(m.istiod.T())
	return nil
}

func (m *mesh) lacks(at place) bool {
	shards, ok := m.istiod.Env().EndpointIndex.ShardsForService(at.host, at.namespace)
	if !ok {
		return true
	}
	shards.RLock()
	defer shards.RUnlock()
	for _, endpoints := range shards.Shards {
		if slices.ContainsFunc(endpoints, func(one *model.IstioEndpoint) bool { return slices.Contains(one.Addresses, at.address) }) {
			return false
		}
	}
	return true
}

// listed are the endpoints of EndpointSlices.
func (m *mesh) listed() []place {
	var places []place
	for _, service := range m.cluster.services {
		if strings.Contains(service.Annotations[annotation.NetworkingExportTo.Name], string(visibility.None)) {
			continue // nobody may see it, so istiod may leave its endpoints out
		}
		for _, slice := range m.slices[types.NamespacedName{Namespace: service.Namespace, Name: service.Name}] {
			for _, endpoint := range slice.Endpoints {
				if len(slice.Ports) > 0 {
					places = append(places, place{hostOf(service.Name, service.Namespace), service.Namespace, endpoint.Addresses[0]})
				}
			}
		}
	}
	return places
}

func hostOf(service, namespace string) string {
	return service + "." + namespace + ".svc." + constants.DefaultClusterLocalDomain
}

// found are the pods and WorkloadEntries that a ServiceEntry selects, and the WorkloadEntries that a Service does.
func (m *mesh) found(configs []config.Config) []place {
	var places []place
	for _, one := range configs {
		switch spec := one.Spec.(type) {
		case *networking.WorkloadEntry:
			if one.GroupVersionKind == gvk.WorkloadEntry {
				places = append(places, m.selecting(one.Namespace, spec)...)
			}
		case *networking.ServiceEntry:
			if len(spec.GetWorkloadSelector().GetLabels()) == 0 {
				continue
			}
			for _, address := range m.selected(one.Namespace, spec.WorkloadSelector.Labels, configs) {
				for _, host := range spec.Hosts {
					places = append(places, place{host, one.Namespace, address})
				}
			}
		}
	}
	return places
}

func (m *mesh) selecting(namespace string, entry *networking.WorkloadEntry) []place {
	var places []place
	for _, service := range m.cluster.services {
		tcp := slices.ContainsFunc(service.Spec.Ports, func(port corev1.ServicePort) bool { return port.Protocol == corev1.ProtocolTCP })
		if tcp && service.Namespace == namespace && len(service.Spec.Selector) > 0 && selects(service.Spec.Selector, entry.Labels) {
			places = append(places, place{hostOf(service.Name, namespace), namespace, entry.Address})
		}
	}
	return places
}

func (m *mesh) selected(namespace string, selector map[string]string, configs []config.Config) []string {
	var addresses []string
	for _, one := range m.cluster.workloads {
		if one.Namespace == namespace && selects(selector, one.pod.Labels) {
			addresses = append(addresses, one.pod.Status.PodIP)
		}
	}
	for _, one := range configs {
		entry, ok := one.Spec.(*networking.WorkloadEntry)
		if ok && one.Namespace == namespace && selects(selector, entry.Labels) {
			addresses = append(addresses, entry.Address)
		}
	}
	return addresses
}

func selects(selector, of map[string]string) bool {
	return labels.SelectorFromSet(selector).Matches(labels.Set(of))
}
