package main

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	gatewayapi "sigs.k8s.io/gateway-api/apis/v1"

	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/ptr"
)

// deployWaypoints stands in for istiod's deployment controller, which does not run here: it makes a Service for each
// waypoint and writes its name into the Gateway's status, where the ambient index looks for it.
func deployWaypoints(routing []runtime.Object) []*corev1.Service {
	var services []*corev1.Service
	for _, object := range routing {
		waypoint, ok := object.(*gatewayapi.Gateway)
		if !ok || string(waypoint.Spec.GatewayClassName) != constants.WaypointGatewayClassName {
			continue
		}
		host := waypoint.Name + "." + waypoint.Namespace + ".svc." + constants.DefaultClusterLocalDomain
		waypoint.Status.Addresses = []gatewayapi.GatewayStatusAddress{{Type: ptr.Of(gatewayapi.HostnameAddressType), Value: host}}
		services = append(services, &corev1.Service{
			ObjectMeta: metav1.ObjectMeta{Name: waypoint.Name, Namespace: waypoint.Namespace},
			Spec:       corev1.ServiceSpec{Ports: []corev1.ServicePort{{Name: "mesh", Port: 15008}}},
		})
	}
	return services
}
