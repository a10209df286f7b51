package main

import "encoding/json"

// request is one mesh: a line of stdin.
type request struct {
	ID         string          `json:"id"`
	Manifests  string          `json:"manifests"`
	MeshConfig json.RawMessage `json:"meshConfig"`
	Ambient    bool            `json:"ambient"`
}

// response is a line of stdout: every connection of the mesh with its verdict.
type response struct {
	ID          string            `json:"id"`
	Istio       string            `json:"istio"`
	DataPlanes  map[string]string `json:"dataPlanes"`
	Connections []connection      `json:"connections"`
}

// failure is a line of stdout where there is no response.
type failure struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

type owner struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Kind      string `json:"kind"`
}

func (o owner) String() string { return o.Kind + " " + o.Namespace + "/" + o.Name }

type dataPlane string

const (
	sidecar dataPlane = "sidecar"
	ambient dataPlane = "ambient"
	gateway dataPlane = "gateway"
	none    dataPlane = "none"
)

// sends is what leaves the client towards one endpoint.
type sends string

const (
	sendsPlaintext sends = "plaintext"
	sendsMTLS      sends = "mtls"
	sendsHBONE     sends = "hbone"
	sendsAppTLS    sends = "app-tls"
)

type outcome string

const (
	outcomePlaintext outcome = "plaintext"
	outcomeMTLS      outcome = "mtls"
	outcomeAppTLS    outcome = "app-tls"
	outcomeRefused   outcome = "refused"
	outcomeBroken    outcome = "broken"
	outcomeDepends   outcome = "depends"
)

// connection has null for what lies outside the mesh.
type connection struct {
	Client          owner      `json:"client"`
	ClientDataPlane dataPlane  `json:"clientDataPlane"`
	Host            string     `json:"host"`
	ServicePort     int        `json:"servicePort"`
	Subset          string     `json:"subset"`
	Server          *owner     `json:"server"`
	ServerDataPlane *dataPlane `json:"serverDataPlane"`
	WorkloadPort    int        `json:"workloadPort"`
	Sends           sends      `json:"sends"`
	ServerMode      *string    `json:"serverMode"`
	Outcome         outcome    `json:"outcome"`
	Explain         []string   `json:"explain,omitempty"`
}
