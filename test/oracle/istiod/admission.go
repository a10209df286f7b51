package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"

	jsonpatch "github.com/evanphx/json-patch/v5"
	admission "k8s.io/api/admission/v1"
	admissionregistration "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/config/memory"
	"istio.io/istio/pilot/pkg/features"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/mesh/meshwatcher"
	"istio.io/istio/pkg/config/schema/collections"
	"istio.io/istio/pkg/config/schema/gvk"
	"istio.io/istio/pkg/kube/inject"
)

// injector is istiod's webhook, called as the API server calls it.
type injector struct {
	chart *chart
	mux   *http.ServeMux
}

func newInjector(of *chart, mesh *meshconfig.MeshConfig, configs []config.Config) (*injector, error) {
	// Native or not, the proxy sits in the same place of the network.
	features.EnableNativeSidecars = features.NativeSidecarModeDisabled
	store := memory.MakeSkipValidation(collections.Pilot)
	for _, one := range configs {
		if one.GroupVersionKind == gvk.ProxyConfig {
			if _, err := store.Create(one); err != nil {
				return nil, err
			}
		}
	}
	env := model.NewEnvironment()
	env.Watcher = meshwatcher.NewTestWatcher(mesh)
	push := model.NewPushContext()
	push.ProxyConfigs = model.GetProxyConfigs(store, mesh)
	env.SetPushContext(push)
	mux := http.NewServeMux()
	_, err := inject.NewWebhook(inject.WebhookParameters{Watcher: fixed{of}, Env: env, Mux: mux, Revision: revision})
	return &injector{chart: of, mux: mux}, err
}

// fixed hands the rendered chart to the webhook.
type fixed struct{ of *chart }

func (f fixed) SetHandler(func(*inject.Config, string) error) {}
func (f fixed) Run(<-chan struct{})                           {}
func (f fixed) Get() (*inject.Config, string, error)          { return f.of.injection, f.of.values, nil }

// admit is the Pod after admission.
func (i *injector) admit(pod *corev1.Pod, namespaceLabels map[string]string) (*corev1.Pod, error) {
	if i.selected(pod, namespaceLabels) {
		return i.review(pod)
	}
	return pod, nil
}

// selected says whether the API server calls a webhook of the chart for the pod.
func (i *injector) selected(pod *corev1.Pod, namespaceLabels map[string]string) bool {
	return slices.ContainsFunc(i.chart.webhooks, func(webhook admissionregistration.MutatingWebhook) bool {
		return matches(webhook.NamespaceSelector, namespaceLabels) && matches(webhook.ObjectSelector, pod.Labels)
	})
}

func matches(selector *metav1.LabelSelector, of map[string]string) bool {
	compiled, err := metav1.LabelSelectorAsSelector(selector)
	return err == nil && compiled.Matches(labels.Set(of))
}

func (i *injector) review(pod *corev1.Pod) (*corev1.Pod, error) {
	raw, err := json.Marshal(pod)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(admission.AdmissionReview{
		TypeMeta: metav1.TypeMeta{APIVersion: "admission.k8s.io/v1", Kind: "AdmissionReview"},
		Request:  &admission.AdmissionRequest{Namespace: pod.Namespace, Object: runtime.RawExtension{Raw: raw}},
	})
	if err != nil {
		return nil, err
	}
	posted := httptest.NewRequest(http.MethodPost, "/inject", bytes.NewReader(body))
	posted.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	i.mux.ServeHTTP(answer, posted)
	reviewed := admission.AdmissionReview{}
	if err := json.Unmarshal(answer.Body.Bytes(), &reviewed); err != nil {
		return nil, err
	}
	if !reviewed.Response.Allowed {
		return nil, fmt.Errorf("pod %s%s refused: %s", pod.GenerateName, pod.Name, reviewed.Response.Result.Message)
	}
	return patched(pod, raw, reviewed.Response.Patch)
}

func patched(pod *corev1.Pod, raw, patch []byte) (*corev1.Pod, error) {
	if len(patch) == 0 {
		return pod, nil
	}
	operations, err := jsonpatch.DecodePatch(patch)
	if err != nil {
		return nil, err
	}
	raw, err = operations.Apply(raw)
	if err != nil {
		return nil, err
	}
	injected := &corev1.Pod{}
	return injected, json.Unmarshal(raw, injected)
}
