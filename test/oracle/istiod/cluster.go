package main

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"

	"istio.io/api/annotation"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/kube"
	"istio.io/istio/pkg/kube/inject"
)

// cluster is what runs once the manifests are applied.
type cluster struct {
	workloads  []*workload
	namespaces map[string]*corev1.Namespace
	services   []*corev1.Service
	slices     []*discovery.EndpointSlice // of Services without a selector
}

func runCluster(read *manifests, pods *injector) (*cluster, error) {
	running := &cluster{namespaces: map[string]*corev1.Namespace{}}
	for _, object := range read.objects {
		switch of := object.(type) {
		case *corev1.Namespace:
			running.namespaces[of.Name] = of
		case *corev1.Service:
			running.services = append(running.services, of)
		case *discovery.EndpointSlice:
			running.slices = append(running.slices, of)
		}
	}
	running.services = append(running.services, apiServer())
	running.services = append(running.services, deployWaypoints(read.routing)...)
	running.workloads = workloadsOf(read.objects)
	for _, one := range running.workloads {
		running.namespace(one.Namespace)
	}
	for name, namespace := range running.namespaces {
		if namespace.Labels == nil {
			namespace.Labels = map[string]string{}
		}
		namespace.Labels[corev1.LabelMetadataName] = name
	}
	for index, service := range running.services {
		running.namespace(service.Namespace)
		admitService(service, index)
	}
	for index, one := range running.workloads {
		if err := running.start(one, index, pods); err != nil {
			return nil, err
		}
	}
	return running, nil
}

// apiServer is the Service that every cluster has. Without any Service the fake istiod never pushes, and waits for ever
// for what its Gateway API controller learns from a push.
func apiServer() *corev1.Service {
	return &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{Name: "kubernetes", Namespace: "default"},
		Spec:       corev1.ServiceSpec{Ports: []corev1.ServicePort{{Name: "https", Port: 443}}},
	}
}

func (c *cluster) namespace(name string) {
	if c.namespaces[name] == nil {
		c.namespaces[name] = &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{corev1.LabelMetadataName: name}}}
	}
}

// admitService adds what the API server would.
func admitService(service *corev1.Service, index int) {
	if service.Spec.Type == "" {
		service.Spec.Type = corev1.ServiceTypeClusterIP
	}
	if service.Spec.ClusterIP == "" && service.Spec.Type != corev1.ServiceTypeExternalName {
		service.Spec.ClusterIP = fmt.Sprintf("10.%d.%d.%d", 96+index/62500, index/250%250, index%250+1)
	}
	// Which node a pod lands on is unknown, and changes.
	service.Spec.InternalTrafficPolicy = nil
	for i := range service.Spec.Ports {
		port := &service.Spec.Ports[i]
		if port.Protocol == "" {
			port.Protocol = corev1.ProtocolTCP
		}
		if port.TargetPort.IntVal == 0 && port.TargetPort.StrVal == "" {
			port.TargetPort.IntVal = port.Port
		}
	}
}

// start takes the Pod through admission, the scheduler, the CNI agent and the kubelet.
func (c *cluster) start(one *workload, index int, pods *injector) error {
	namespace := c.namespaces[one.Namespace]
	pod, err := pods.admit(one.pod, namespace.Labels)
	if err != nil {
		return err
	}
	if pod.Name == "" {
		pod.Name = pod.GenerateName + fmt.Sprintf("%05d", index)
	}
	if pod.CreationTimestamp.IsZero() {
		pod.CreationTimestamp.Time = creation
	}
	for _, container := range pod.Spec.Containers {
		for i := range container.Ports {
			container.Ports[i].Protocol = protocolOf(container.Ports[i])
		}
	}
	if pod.Spec.ServiceAccountName == "" {
		pod.Spec.ServiceAccountName = "default"
	}
	// A node of its own: ztunnel does not see what host processes of the same node send (the kubelet's probes).
	pod.Spec.NodeName = fmt.Sprintf("node-%d", index)
	address := fmt.Sprintf("10.%d.%d.%d", 1+index/62500, index/250%250, index%250+1)
	pod.Status = corev1.PodStatus{
		Phase: corev1.PodRunning, PodIP: address, PodIPs: []corev1.PodIP{{IP: address}},
		Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}},
	}
	one.pod = pod
	one.dataPlane = proxyOf(pod)
	if one.dataPlane == none && pods.chart.captures(pod, namespace) {
		one.dataPlane = ambient
		if pod.Annotations == nil {
			pod.Annotations = map[string]string{}
		}
		pod.Annotations[annotation.AmbientRedirection.Name] = constants.AmbientRedirectionEnabled
	}
	return nil
}

// captures says whether the CNI agent redirects the pod to ztunnel.
func (c *chart) captures(pod *corev1.Pod, namespace *corev1.Namespace) bool {
	return c.ambientPods != nil && !slices.Contains(c.neverAmbient, namespace.Name) && c.ambientPods.Matches(pod, namespace.Labels)
}

// proxyOf reads the container that injection, or a hand, put into the pod.
func proxyOf(pod *corev1.Pod) dataPlane {
	proxy := inject.FindSidecar(pod)
	if proxy == nil || len(proxy.Args) < 2 || proxy.Args[0] != "proxy" {
		return none
	}
	switch proxy.Args[1] {
	case "router", "waypoint":
		return gateway
	case "sidecar":
		// Such agents serve the application's own gRPC library: no bytes pass through a proxy.
		if strings.HasPrefix(pod.Annotations[annotation.InjectTemplates.Name], "grpc-") {
			return none
		}
		return sidecar
	}
	return none
}

// fill puts everything that the API server holds into a client. Handing the objects to the fake istiod instead would
// make it keep track of who owns which field, for a millisecond and more each.
func (c *cluster) fill(client kube.Client) {
	tracker := client.Kube().(*fake.Clientset).Tracker()
	for _, object := range c.objects() {
		if err := tracker.Add(object); err != nil {
			panic(err)
		}
	}
}

func (c *cluster) objects() []runtime.Object {
	all := []runtime.Object{}
	for _, slice := range c.slices {
		all = append(all, slice)
	}
	for _, namespace := range c.namespaces {
		all = append(all, namespace)
	}
	for _, one := range c.workloads {
		all = append(all, one.pod)
	}
	for _, service := range c.services {
		all = append(all, service)
		for _, slice := range endpointSlices(service, c.workloads) {
			all = append(all, slice)
		}
	}
	return all
}
