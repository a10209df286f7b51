#!/usr/bin/env bash
# Prints the path of Istio's CRDs, one YAML file in the folder of the Go module istio.io/api.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/istio-api"
export GOWORK=off
go mod download istio.io/api >&2
crds=$(go list -mod=readonly -m -f '{{.Dir}}' istio.io/api)/kubernetes/customresourcedefinitions.gen.yaml
[ -s "$crds" ] || { echo "istio-crds.sh: no CRDs at $crds: the module istio.io/api has moved them" >&2; exit 1; }
echo "$crds"
