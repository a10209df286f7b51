package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/kube/inject"
)

// Istio's version as proxies report it; some configuration depends on it.
const proxyVersion = "1.31.0"

// proxyFor is the workload's proxy as it introduces itself to istiod: the agent sends as metadata what injection put
// into the container's environment, and the pod's labels and annotations.
func (m *mesh) proxyFor(one *workload) (*model.Proxy, error) {
	fields := map[string]any{}
	for _, variable := range inject.FindSidecar(one.pod).Env {
		if name, isMetadata := strings.CutPrefix(variable.Name, "ISTIO_META_"); isMetadata && variable.ValueFrom == nil {
			fields[name] = variable.Value
		}
	}
	if fields["CLUSTER_ID"] == nil { // of a proxy that a hand wrote into the pod: hosts of kube-system are known in their own cluster only
		fields["CLUSTER_ID"] = constants.DefaultClusterName
	}
	fields["NAMESPACE"] = one.Namespace
	fields["LABELS"] = one.pod.Labels
	fields["ANNOTATIONS"] = one.pod.Annotations
	fields["INSTANCE_IPS"] = one.pod.Status.PodIP
	fields["ISTIO_VERSION"] = proxyVersion
	fields["NODE_NAME"] = one.pod.Spec.NodeName
	fields["SERVICE_ACCOUNT"] = one.pod.Spec.ServiceAccountName
	return m.connect(one.dataPlane, one.pod.Name, one.Namespace, one.pod.Status.PodIP, one.pod.Labels, fields)
}

func (m *mesh) connect(plane dataPlane, name, namespace, address string, labels map[string]string, fields map[string]any) (*model.Proxy, error) {
	kind := model.SidecarProxy
	if plane == gateway {
		kind = model.Router
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	metadata := &model.NodeMetadata{}
	if err := json.Unmarshal(text, metadata); err != nil {
		return nil, err
	}
	node := fmt.Sprintf("%s~%s~%s.%s~%s.svc.cluster.local", kind, address, name, namespace, namespace)
	proxy, err := model.ParseServiceNodeWithMetadata(node, metadata)
	if err != nil {
		return nil, err
	}
	proxy.ConfigNamespace = model.GetProxyConfigNamespace(proxy)
	proxy.Labels = labels
	return m.istiod.SetupProxy(proxy), nil
}
