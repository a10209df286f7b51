package main

import (
	"fmt"
	"sync"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	cniutil "istio.io/istio/cni/pkg/util"
	"istio.io/istio/operator/pkg/render"
	"istio.io/istio/pkg/kube/inject"
)

// chart is what Istio's own installation says about which pods get a proxy.
type chart struct {
	webhooks     []admissionv1.MutatingWebhook
	injection    *inject.Config
	values       string
	ambientPods  *cniutil.CompiledEnablementSelectors // nil without ambient
	neverAmbient []string
}

var (
	chartsLock sync.Mutex
	charts     = map[string]*chart{}
)

// chartOf renders the installation of a profile: `default`, or `ambient`.
func chartOf(profile string) (*chart, error) {
	chartsLock.Lock()
	defer chartsLock.Unlock()
	if known, ok := charts[profile]; ok {
		return known, nil
	}
	rendered, err := renderChart(profile)
	if err == nil {
		charts[profile] = rendered
	}
	return rendered, err
}

func renderChart(profile string) (*chart, error) {
	components, _, err := render.GenerateManifest(nil, []string{"profile=" + profile}, true, nil, nil)
	if err != nil {
		return nil, err
	}
	rendered := &chart{}
	for _, component := range components {
		for _, manifest := range component.Manifests {
			if err := rendered.read(manifest.GetKind(), manifest.GetName(), manifest.Content); err != nil {
				return nil, fmt.Errorf("%s %s: %w", manifest.GetKind(), manifest.GetName(), err)
			}
		}
	}
	if rendered.injection == nil || len(rendered.webhooks) == 0 {
		return nil, fmt.Errorf("profile %s has no sidecar injector", profile)
	}
	return rendered, nil
}

func (c *chart) read(kind, name, content string) error {
	switch {
	case kind == "MutatingWebhookConfiguration":
		webhooks := admissionv1.MutatingWebhookConfiguration{}
		if err := yaml.Unmarshal([]byte(content), &webhooks); err != nil {
			return err
		}
		c.webhooks = append(c.webhooks, webhooks.Webhooks...)
	case kind == "ConfigMap" && name == "istio-sidecar-injector":
		return c.readInjector(content)
	case kind == "ConfigMap" && name == "istio-cni-config":
		return c.readCNI(content)
	}
	return nil
}

func (c *chart) readInjector(content string) error {
	data, err := configMap(content)
	if err != nil {
		return err
	}
	config, err := inject.UnmarshalConfig([]byte(data["config"]))
	if err != nil {
		return err
	}
	c.injection, c.values = &config, data["values"]
	return nil
}

func (c *chart) readCNI(content string) error {
	data, err := configMap(content)
	if err != nil || data["AMBIENT_ENABLED"] != "true" {
		return err
	}
	selectors := []cniutil.EnablementSelector{}
	if err := yaml.Unmarshal([]byte(data["AMBIENT_ENABLEMENT_SELECTOR"]), &selectors); err != nil {
		return err
	}
	c.ambientPods, err = cniutil.NewCompiledEnablementSelectors(selectors)
	c.neverAmbient = cniutil.SplitExcludeNamespaces(data["EXCLUDE_NAMESPACES"])
	return err
}

func configMap(content string) (map[string]string, error) {
	read := corev1.ConfigMap{}
	err := yaml.Unmarshal([]byte(content), &read)
	return read.Data, err
}
