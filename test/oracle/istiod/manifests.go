package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"

	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/gvk"
	"istio.io/istio/pkg/config/schema/resource"
	"istio.io/istio/pkg/kube"
)

// Objects without a time are created now, after every object that has one. Fixed, so that answers repeat.
const now = "2035-01-01T00:00:00Z"

// revision is what the chart calls an istiod that was installed without a revision.
const revision = "default"

// manifests are the objects of one mesh, as istiod reads them.
type manifests struct {
	objects []runtime.Object // of Kubernetes
	routing []runtime.Object // of the Gateway API
	configs []config.Config  // of Istio, as istiod's config store wants them
	istio   []runtime.Object // the same as API objects, as the ambient index wants them
}

// clusterScoped kinds have no namespace to default.
var clusterScoped = map[string]bool{"Namespace": true, "Node": true, "GatewayClass": true, "ClusterTrustBundle": true}

func readManifests(text string) (*manifests, error) {
	read := &manifests{}
	documents := utilyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return read, nil
		}
		if err != nil {
			return nil, err
		}
		fields := map[string]any{}
		if err := yaml.Unmarshal(document, &fields); err != nil {
			return nil, err
		}
		if err := read.add(fields); err != nil {
			return nil, err
		}
	}
}

func (m *manifests) add(fields map[string]any) error {
	kind, _ := fields["kind"].(string)
	version, _ := fields["apiVersion"].(string)
	if kind == "" || version == "" {
		return nil
	}
	if items, isList := fields["items"].([]any); isList && strings.HasSuffix(kind, "List") {
		for _, item := range items {
			if object, ok := item.(map[string]any); ok {
				if err := m.add(object); err != nil {
					return err
				}
			}
		}
		return nil
	}
	complete(fields, kind)
	group, err := schema.ParseGroupVersion(version)
	if err != nil {
		return err
	}
	of := resource.FromKubernetesGVK(&schema.GroupVersionKind{Group: group.Group, Version: group.Version, Kind: kind})
	if known, isIstio := collections.Pilot.FindByGroupVersionAliasesKind(of); isIstio {
		fields["apiVersion"] = known.APIVersion()
		return m.addConfig(fields)
	}
	object, err := decode(fields)
	if runtime.IsNotRegisteredError(err) {
		return nil // no kind that istiod reads
	}
	if err != nil {
		return err
	}
	if group.Group == gvk.KubernetesGateway.Group {
		m.routing = append(m.routing, object)
	} else {
		m.objects = append(m.objects, object)
	}
	return nil
}

// complete adds what the API server would.
func complete(fields map[string]any, kind string) {
	metadata, ok := fields["metadata"].(map[string]any)
	if !ok {
		metadata = map[string]any{}
		fields["metadata"] = metadata
	}
	if namespace, _ := metadata["namespace"].(string); namespace == "" && !clusterScoped[kind] {
		metadata["namespace"] = "default"
	}
	if metadata["creationTimestamp"] == nil {
		metadata["creationTimestamp"] = now
	}
}

func (m *manifests) addConfig(fields map[string]any) error {
	text, err := yaml.Marshal(fields)
	if err != nil {
		return err
	}
	parsed, _, err := crd.ParseInputs(string(text))
	if err != nil {
		return fmt.Errorf("%v %v: %w", fields["kind"], fields["metadata"].(map[string]any)["name"], err)
	}
	for _, one := range parsed {
		// An AuthorizationPolicy may deny what mTLS allows; that is a verdict of its own.
		if !config.ObjectInRevision(&one, revision) || one.GroupVersionKind == gvk.AuthorizationPolicy {
			continue
		}
		object, err := decode(fields)
		if err != nil {
			return err
		}
		one.Domain = constants.DefaultClusterLocalDomain // short hosts are completed with it
		m.configs = append(m.configs, one)
		m.istio = append(m.istio, object)
	}
	return nil
}

func decode(fields map[string]any) (runtime.Object, error) {
	text, err := yaml.Marshal(fields)
	if err != nil {
		return nil, err
	}
	object, _, err := kube.IstioCodec.UniversalDeserializer().Decode(text, nil, nil)
	return object, err
}
