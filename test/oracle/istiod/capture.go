package main

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"

	corev1 "k8s.io/api/core/v1"

	"istio.io/istio/pkg/kube/inject"
	iptablesconfig "istio.io/istio/tools/common/config"
	"istio.io/istio/tools/istio-iptables/pkg/capture"
	"istio.io/istio/tools/istio-iptables/pkg/dependencies"
)

// redirection is the iptables rules that the pod's istio-init container writes.
type redirection []string

var redirections sync.Map // by the container's arguments

// redirectionOf asks Istio's iptables writer, which the init container runs, for the rules.
func redirectionOf(pod *corev1.Pod) (redirection, error) {
	starter := inject.FindContainer(inject.InitContainerName, pod.Spec.InitContainers)
	if starter == nil {
		starter = inject.FindContainer(inject.ValidationContainerName, pod.Spec.InitContainers)
	}
	if starter == nil {
		return nil, nil // interceptionMode NONE
	}
	key := strings.Join(starter.Args, " ")
	if known, ok := redirections.Load(key); ok {
		return known.(redirection), nil
	}
	config := iptablesconfig.DefaultConfig()
	for i := 0; i+1 < len(starter.Args); i++ {
		if field := flagField(config, starter.Args[i]); field != nil {
			i++
			*field = starter.Args[i]
		}
	}
	recorder := &dependencies.DependenciesStub{}
	writer, err := capture.NewIptablesConfigurator(config, recorder)
	if err != nil {
		return nil, err
	}
	if err := writer.Run(); err != nil {
		return nil, err
	}
	redirections.Store(key, redirection(recorder.ExecutedStdin))
	return recorder.ExecutedStdin, nil
}

func flagField(config *iptablesconfig.Config, flag string) *string {
	return map[string]*string{
		"-p": &config.ProxyPort, "-z": &config.InboundCapturePort, "-u": &config.ProxyUID, "-m": &config.InboundInterceptionMode,
		"-i": &config.OutboundIPRangesInclude, "-x": &config.OutboundIPRangesExclude,
		"-b": &config.InboundPortsInclude, "-d": &config.InboundPortsExclude,
		"-q": &config.OutboundPortsInclude, "-o": &config.OutboundPortsExclude,
	}[flag]
}

// inbound says whether a new connection from another pod to a port ends at the proxy.
func (r redirection) inbound(port int) bool {
	return r.target("ISTIO_INBOUND", port, netip.Addr{})
}

// outbound says whether a new connection of the application to an address ends at the proxy.
func (r redirection) outbound(to string, port int) bool {
	address, _ := netip.ParseAddr(to)
	return r.target("ISTIO_OUTPUT", port, address)
}

// target follows a chain to the first rule for the packet. Every table is tried: TPROXY redirects in another one.
func (r redirection) target(chain string, port int, to netip.Addr) bool {
	table, returned := "", map[string]bool{}
	for _, rule := range r {
		if name, isTable := strings.CutPrefix(rule, "* "); isTable || strings.HasPrefix(rule, "*") {
			table = strings.TrimSpace(strings.TrimPrefix(name, "*"))
		}
		words := strings.Fields(rule)
		if len(words) < 2 || words[0] != "-A" || words[1] != chain || returned[table] {
			continue
		}
		switch jump, applies := applies(words[2:], port, to); {
		case !applies:
		case jump == "RETURN":
			returned[table] = true
		case slices.Contains([]string{"ISTIO_IN_REDIRECT", "ISTIO_TPROXY", "ISTIO_REDIRECT"}, jump):
			return true
		}
	}
	return false
}

// applies reads the conditions that the packet of a new connection on the network's interface can meet: no mark, no
// loopback, no established socket, and no proxy as its sender.
func applies(conditions []string, port int, to netip.Addr) (jump string, meets bool) {
	for i := 0; i+1 < len(conditions); i += 2 {
		value := conditions[i+1]
		switch conditions[i] {
		case "-j":
			return value, true
		case "-p":
			if value != "tcp" {
				return "", false
			}
		case "--dport":
			if value != strconv.Itoa(port) {
				return "", false
			}
		case "-d":
			if prefix, err := netip.ParsePrefix(value); err != nil || !prefix.Contains(to) {
				return "", false
			}
		default:
			return "", false
		}
	}
	return "", false
}
