package main

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"istio.io/istio/pkg/workloadapi/security"
)

// denies evaluates the policies that istiod attached to the workload, the way ztunnel's assert_rbac does: a policy that
// istiod refers to but never sends is skipped.
func (m *mesh) denies(at *server, port int, sender string) (bool, []string, error) {
	info := m.workloadInfo(at.address)
	if info == nil {
		return false, nil, fmt.Errorf("%s is captured, but istiod has no workload for ztunnel", at.owner)
	}
	sent := map[string]*security.Authorization{}
	for _, policy := range m.istiod.AmbientIndex.Policies(nil) {
		sent[policy.Authorization.GetNamespace()+"/"+policy.Authorization.GetName()] = policy.Authorization
	}
	var explain []string
	for _, name := range info.GetAuthorizationPolicies() {
		policy := sent[name]
		if policy == nil {
			explain = append(explain, "policy "+name+" is attached, but was never sent")
			continue
		}
		if policy.GetAction() != security.Action_DENY {
			return false, explain, fmt.Errorf("policy %s, not of a PeerAuthentication", name)
		}
		matched, err := matchesPolicy(policy, port, sender)
		if err != nil {
			return false, explain, err
		}
		explain = append(explain, fmt.Sprintf("policy %s denies: %v", name, matched))
		if matched {
			return true, explain, nil
		}
	}
	return false, explain, nil
}

// matchesPolicy: any rule whose clauses all match. (What ztunnel calls rules and clauses, istiod calls groups and rules.)
func matchesPolicy(policy *security.Authorization, port int, sender string) (bool, error) {
	for _, rule := range policy.GetGroups() {
		all := true
		for _, clause := range rule.GetRules() {
			matched, err := matchesClause(clause, port, sender)
			if err != nil {
				return false, fmt.Errorf("policy %s: %w", policy.GetName(), err)
			}
			all = all && matched
		}
		if all {
			return true, nil
		}
	}
	return false, nil
}

// matchesClause: any match that says something and fits; a clause without matches fits too.
func matchesClause(clause *security.Rules, port int, sender string) (bool, error) {
	if len(clause.GetMatches()) == 0 {
		return true, nil
	}
	for _, match := range clause.GetMatches() {
		matched, err := matchesAll(match, port, sender)
		if err != nil || matched {
			return matched, err
		}
	}
	return false, nil
}

func matchesAll(match *security.Match, port int, sender string) (bool, error) {
	if proto.Size(match) == 0 {
		return false, nil
	}
	rest := proto.Clone(match).(*security.Match)
	rest.DestinationPorts, rest.NotDestinationPorts, rest.Principals, rest.NotPrincipals = nil, nil, nil, nil
	if proto.Size(rest) != 0 {
		return false, fmt.Errorf("a match that no PeerAuthentication gives: %v", rest)
	}
	isPort := func(one uint32) bool { return int(one) == port }
	isSender := func(one *security.StringMatch) bool { return matchesPrincipal(one, sender) }
	return either(match.GetDestinationPorts(), match.GetNotDestinationPorts(), isPort) &&
		either(match.GetPrincipals(), match.GetNotPrincipals(), isSender), nil
}

func either[T any](positive, negative []T, matches func(T) bool) bool {
	return (len(positive) == 0 || slices.ContainsFunc(positive, matches)) && !slices.ContainsFunc(negative, matches)
}

func matchesPrincipal(match *security.StringMatch, sender string) bool {
	name, known := strings.CutPrefix(sender, "spiffe://")
	if !known {
		return false
	}
	switch of := match.GetMatchType().(type) {
	case *security.StringMatch_Exact:
		return name == of.Exact
	case *security.StringMatch_Prefix:
		return strings.HasPrefix(name, of.Prefix)
	case *security.StringMatch_Suffix:
		return strings.HasSuffix(name, of.Suffix)
	default:
		return name != ""
	}
}
