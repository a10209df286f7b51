// Command istiod answers what every connection of a mesh does, by asking Istio's own packages: one mesh as a JSON
// object on each line of stdin, its verdicts on the same line of stdout.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"istio.io/istio/pkg/log"
)

// A mesh of a few thousand objects is some megabytes of YAML on one line.
const longestLine = 256 << 20

func main() {
	explain := flag.Bool("explain", false, "add to each verdict the clusters, endpoints, filter chains and policies it was read off")
	verbose := flag.Bool("verbose", false, "let istiod's packages log to stderr")
	flag.Parse()
	// A mesh is a burst of short-lived objects; the heap that lives is small.
	debug.SetGCPercent(400)
	if err := silence(*verbose); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := serve(os.Stdin, os.Stdout, *explain); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// silence keeps istiod's log off stdout, which holds the answers.
func silence(verbose bool) error {
	options := log.DefaultOptions()
	options.OutputPaths = []string{"stderr"}
	if !verbose {
		options.SetDefaultOutputLevel(log.OverrideScopeName, log.NoneLevel)
	}
	return log.Configure(options)
}

func serve(in io.Reader, out io.Writer, explain bool) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<20), longestLine)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		if err := encoder.Encode(answer(lines.Bytes(), explain)); err != nil {
			return err
		}
	}
	return lines.Err()
}

// answer is a response, or a failure.
func answer(line []byte, explain bool) any {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return failure{Error: "not a request: " + err.Error()}
	}
	verdicts, err := judge(asked, explain)
	if err != nil {
		return failure{ID: asked.ID, Error: err.Error()}
	}
	return verdicts
}

// istioVersion is the version of the module whose code gave the answers.
func istioVersion() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "istio.io/istio" {
			return module.Version
		}
	}
	return "unknown"
}
