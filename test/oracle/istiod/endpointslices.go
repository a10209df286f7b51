package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// endpointSlices does the work of Kubernetes's controller of that name: one slice for each set of port numbers, because
// a named target port may be another number in each pod.
func endpointSlices(service *corev1.Service, workloads []*workload) []*discovery.EndpointSlice {
	if len(service.Spec.Selector) == 0 || service.Spec.Type == corev1.ServiceTypeExternalName {
		return nil
	}
	selector := labels.SelectorFromSet(service.Spec.Selector)
	byPorts := map[string]*discovery.EndpointSlice{}
	var slices []*discovery.EndpointSlice
	for _, one := range workloads {
		if one.Namespace != service.Namespace || !selector.Matches(labels.Set(one.pod.Labels)) {
			continue
		}
		ports, key := targetPorts(service, one.pod)
		if byPorts[key] == nil {
			byPorts[key] = newSlice(service, len(slices), ports)
			slices = append(slices, byPorts[key])
		}
		byPorts[key].Endpoints = append(byPorts[key].Endpoints, endpointOf(one.pod))
	}
	return slices
}

func newSlice(service *corev1.Service, index int, ports []discovery.EndpointPort) *discovery.EndpointSlice {
	return &discovery.EndpointSlice{
		ObjectMeta: metav1.ObjectMeta{
			Name:              fmt.Sprintf("%s-%d", service.Name, index),
			Namespace:         service.Namespace,
			CreationTimestamp: metav1.Time{Time: creation},
			Labels:            map[string]string{discovery.LabelServiceName: service.Name},
		},
		AddressType: discovery.AddressTypeIPv4,
		Ports:       ports,
	}
}

func endpointOf(pod *corev1.Pod) discovery.Endpoint {
	ready := true
	return discovery.Endpoint{
		Addresses:  []string{pod.Status.PodIP},
		Conditions: discovery.EndpointConditions{Ready: &ready, Serving: &ready},
		NodeName:   &pod.Spec.NodeName,
		TargetRef:  &corev1.ObjectReference{Kind: "Pod", Namespace: pod.Namespace, Name: pod.Name},
	}
}

func targetPorts(service *corev1.Service, pod *corev1.Pod) (ports []discovery.EndpointPort, key string) {
	for _, port := range service.Spec.Ports {
		number, found := targetPort(port, pod)
		if !found {
			continue
		}
		ports = append(ports, discovery.EndpointPort{Name: &port.Name, Port: &number, Protocol: &port.Protocol, AppProtocol: port.AppProtocol})
		key += fmt.Sprintf("%s=%d/", port.Name, number)
	}
	return ports, key
}

func targetPort(port corev1.ServicePort, pod *corev1.Pod) (int32, bool) {
	name := port.TargetPort.StrVal
	if name == "" {
		return port.TargetPort.IntVal, true
	}
	for _, container := range runningContainers(pod) {
		for _, exposed := range container.Ports {
			if exposed.Name == name && protocolOf(exposed) == port.Protocol {
				return exposed.ContainerPort, true
			}
		}
	}
	return 0, false
}

// runningContainers leaves out init containers that end before the others start.
func runningContainers(pod *corev1.Pod) []corev1.Container {
	running := append([]corev1.Container{}, pod.Spec.Containers...)
	for _, container := range pod.Spec.InitContainers {
		if container.RestartPolicy != nil && *container.RestartPolicy == corev1.ContainerRestartPolicyAlways {
			running = append(running, container)
		}
	}
	return running
}

func protocolOf(port corev1.ContainerPort) corev1.Protocol {
	if port.Protocol == "" {
		return corev1.ProtocolTCP
	}
	return port.Protocol
}
