package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	discovery "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/types"

	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/features"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	meshdefaults "istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/kube/krt"
	"istio.io/istio/pkg/test"
)

// mesh is a whole istiod in memory, and the cluster it watches.
type mesh struct {
	istiod  *xds.FakeDiscoveryServer
	cluster *cluster
	ambient bool

	slices     map[types.NamespacedName][]*discovery.EndpointSlice // by Service
	workloadAt map[string]*workload                                // by pod IP
	entryAt    map[string]owner                                    // by WorkloadEntry address

	outbounds map[string]*outbound // by how the proxy introduces itself
	clients   map[*workload]*outbound
	inbounds  map[*workload]*inbound

	entryInbounds map[owner]*inbound
}

var creation, _ = time.Parse(time.RFC3339, now)

// judge answers one request; whatever goes wrong inside istiod is that mesh's answer.
func judge(asked request, explain bool) (verdicts *response, err error) {
	failed := test.Wrap(func(t test.Failer) {
		defer func() {
			if cause := recover(); cause != nil {
				err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			}
		}()
		verdicts, err = verdictsOf(t, asked)
	})
	// Each mesh registers its collections here; they would outlive it.
	krt.GlobalDebugHandler = new(krt.DebugHandler)
	if err = cmp.Or(err, failed); err != nil {
		return nil, err
	}
	if !explain {
		for i := range verdicts.Connections {
			verdicts.Connections[i].Explain = nil
		}
	}
	return verdicts, nil
}

func verdictsOf(t test.Failer, asked request) (*response, error) {
	asked.setFeatures()
	config, err := asked.meshConfig()
	if err != nil {
		return nil, err
	}
	chart, err := chartOf(asked.profile())
	if err != nil {
		return nil, err
	}
	read, err := readManifests(asked.Manifests)
	if err != nil {
		return nil, err
	}
	pods, err := newInjector(chart, config, read.configs)
	if err != nil {
		return nil, err
	}
	running, err := runCluster(read, pods)
	if err != nil {
		return nil, err
	}
	made := newMesh(t, asked, config, read, running)
	if err := made.settle(read); err != nil {
		return nil, err
	}
	return made.response(asked.ID)
}

func (r request) profile() string {
	if r.Ambient {
		return "ambient"
	}
	return "minimal"
}

// setFeatures does what PILOT_ENABLE_AMBIENT does when istiod starts.
func (r request) setFeatures() {
	features.EnableAmbient = r.Ambient
	features.EnableAmbientWaypoints = r.Ambient
	features.EnableHBONESend = r.Ambient
	features.EnableSidecarHBONEListening = r.Ambient
	features.EnableIngressWaypointRouting = r.Ambient
}

// meshConfig lays the request's over the profile's over Istio's defaults.
func (r request) meshConfig() (*meshconfig.MeshConfig, error) {
	config := meshdefaults.DefaultMeshConfig()
	if r.Ambient {
		config.DefaultConfig.ProxyMetadata = map[string]string{"ISTIO_META_ENABLE_HBONE": "true"}
	}
	if len(r.MeshConfig) == 0 {
		return config, nil
	}
	if !json.Valid(r.MeshConfig) {
		return nil, fmt.Errorf("meshConfig is no JSON")
	}
	return meshdefaults.ApplyMeshConfig(string(r.MeshConfig), config)
}

func newMesh(t test.Failer, asked request, config *meshconfig.MeshConfig, read *manifests, running *cluster) *mesh {
	options := xds.FakeOptions{Configs: read.configs, MeshConfig: config, KubernetesObjects: read.routing, KubeClientModifier: running.fill}
	if asked.Ambient {
		options.KubernetesObjects = append(options.KubernetesObjects, read.istio...)
	}
	made := &mesh{
		istiod:     xds.NewFakeDiscoveryServer(t, options),
		cluster:    running,
		ambient:    asked.Ambient,
		slices:     map[types.NamespacedName][]*discovery.EndpointSlice{},
		workloadAt: map[string]*workload{},
		entryAt:    map[string]owner{},
		outbounds:  map[string]*outbound{},
		clients:    map[*workload]*outbound{},
		inbounds:   map[*workload]*inbound{},

		entryInbounds: map[owner]*inbound{},
	}
	for _, one := range running.services {
		made.slices[types.NamespacedName{Namespace: one.Namespace, Name: one.Name}] = endpointSlices(one, running.workloads)
	}
	for _, one := range running.workloads {
		made.workloadAt[one.pod.Status.PodIP] = one
	}
	for _, one := range read.configs {
		if entry, ok := workloadEntry(one); ok {
			made.entryAt[entry.address] = entry.owner
		}
	}
	return made
}

func (m *mesh) push() *model.PushContext { return m.istiod.PushContext() }

func (m *mesh) response(id string) (*response, error) {
	answer := &response{ID: id, Istio: istioVersion(), DataPlanes: map[string]string{}, Connections: []connection{}}
	for _, one := range m.cluster.workloads {
		answer.DataPlanes[one.String()] = string(one.dataPlane)
	}
	destinations := m.destinations()
	for _, client := range m.cluster.workloads {
		found, err := m.connectionsOf(client, destinations)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", client, err)
		}
		answer.Connections = append(answer.Connections, found...)
	}
	answer.Connections = sorted(answer.Connections)
	return answer, nil
}

// sorted drops doubles too: endpoints outside that nothing tells apart.
func sorted(connections []connection) []connection {
	keys := map[*connection]string{}
	byKey := make([]*connection, len(connections))
	for i := range connections {
		byKey[i] = &connections[i]
		keys[byKey[i]] = connections[i].key()
	}
	slices.SortFunc(byKey, func(a, b *connection) int { return strings.Compare(keys[a], keys[b]) })
	byKey = slices.CompactFunc(byKey, func(a, b *connection) bool { return keys[a] == keys[b] })
	result := make([]connection, len(byKey))
	for i, one := range byKey {
		result[i] = *one
	}
	return result
}

func (c connection) key() string {
	server := ""
	if c.Server != nil {
		server = c.Server.String()
	}
	return fmt.Sprintf("%s>%s:%05d|%s>%s:%05d %s %s", c.Client, c.Host, c.ServicePort, c.Subset, server, c.WorkloadPort, c.Sends, c.Outcome)
}
