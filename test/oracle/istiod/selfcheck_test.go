package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A line of testdata is a request with what is expected of it, in words:
//
//	a/cli srv.b:80/v1 b/srv mtls STRICT mtls   client, host:port/subset, server, what is sent, mode, outcome
//	plane a/cli sidecar                        data plane of a workload
//	rows 3                                     number of connections
//
// Hosts of Kubernetes go without .svc.cluster.local; who lies outside is `outside`, a mode that is none `null`.
func TestSelfChecks(t *testing.T) {
	file, err := os.Open("testdata/selfchecks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		asked := struct {
			request
			Expect []string `json:"expect"`
		}{}
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			t.Fatal(err)
		}
		t.Run(asked.ID, func(t *testing.T) {
			verdicts, err := judge(asked.request, true)
			if err != nil {
				t.Fatal(err)
			}
			for _, expected := range asked.Expect {
				if given, ok := holds(verdicts, expected); !ok {
					t.Errorf("expected %q, istiod says %q", expected, given)
				}
			}
		})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func holds(verdicts *response, expected string) (given []string, ok bool) {
	words := strings.Fields(expected)
	switch words[0] {
	case "plane":
		for name, plane := range verdicts.DataPlanes {
			if strings.HasSuffix(name, " "+words[1]) {
				given = append(given, plane)
			}
		}
		return given, slices.Equal(given, words[2:])
	case "rows":
		given = []string{strconv.Itoa(len(verdicts.Connections))}
		return given, slices.Equal(given, words[1:])
	}
	for _, one := range verdicts.Connections {
		if said := strings.Fields(inWords(one)); slices.Equal(said[:3], words[:3]) {
			given = append(given, strings.Join(said[3:], " "))
		}
	}
	return given, len(given) == 1 && given[0] == strings.Join(words[3:], " ")
}

func inWords(of connection) string {
	host := strings.TrimSuffix(of.Host, ".svc.cluster.local") + ":" + strconv.Itoa(of.ServicePort)
	if of.Subset != "" {
		host += "/" + of.Subset
	}
	server, mode := "outside", "null"
	if of.Server != nil {
		server = of.Server.Namespace + "/" + of.Server.Name
	}
	if of.ServerMode != nil {
		mode = *of.ServerMode
	}
	return fmt.Sprintf("%s/%s %s %s %s %s %s", of.Client.Namespace, of.Client.Name, host, server, of.Sends, mode, of.Outcome)
}
