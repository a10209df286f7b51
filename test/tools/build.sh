#!/usr/bin/env bash
# Usage: build.sh NAME...
# Builds each tool once into a cache outside the work tree and prints the path of each binary, in order.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${MTLS_TOOL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-istio-mtls}
export GOWORK=off CGO_ENABLED=0

# The version that the tool's go.mod requires of the module $1.
required() { sed -nE "s|^(require)?[[:space:]]*$1 (v[^ ]+).*|\\2|p" "$here/$module/go.mod"; }

# Sets module, package and flags of the tool named $1.
describe() {
  flags='-s -w'
  case $1 in
    etcd) module=etcd package=. ;;
    kube-apiserver | kubectl)
      module=kubernetes package=k8s.io/kubernetes/cmd/$1
      flags+=' -X k8s.io/component-base/version.gitVersion='$(required k8s.io/kubernetes)
      ;;
    helm)
      module=helm package=helm.sh/helm/v3/cmd/helm
      flags+=' -X helm.sh/helm/v3/internal/version.version='$(required helm.sh/helm/v3)
      # Without these helm takes every cluster for Kubernetes 1.20 and refuses charts that ask for a newer one.
      minor=$(required k8s.io/client-go | cut -d. -f2)
      for owner in chartutil lint/rules; do
        flags+=" -X helm.sh/helm/v3/pkg/$owner.k8sVersionMajor=1 -X helm.sh/helm/v3/pkg/$owner.k8sVersionMinor=$minor"
      done
      ;;
    oracle) module=../oracle/istiod package=. ;;
    istioctl)
      module=../oracle/istiod package=istio.io/istio/istioctl/cmd/istioctl
      flags+=' -X istio.io/istio/pkg/version.buildVersion='$(required istio.io/istio)
      ;;
    *)
      echo "build.sh: unknown tool '$1': name etcd, helm, istioctl, kube-apiserver, kubectl or oracle" >&2
      return 1
      ;;
  esac
}

sha256() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1; }

# What the binary depends on: the flags and the Go version count as sources; a package of another module has none here.
key() {
  local source sources=("$here/$module"/go.*)
  [ "$package" != . ] || for source in "$here/$module"/*.go; do [[ $source == *_test.go ]] || sources+=("$source"); done
  { cat "${sources[@]}"; echo "$package $flags"; go env GOVERSION GOOS GOARCH; } | sha256
}

compile() { # name, binary
  temporary=$(mktemp -d "$cache/.$1.XXXXXX")
  trap 'rm -rf "$temporary"' EXIT
  trap 'exit 1' INT TERM
  echo "build.sh: building $1 (minutes, but only once) ..." >&2
  (cd "$here/$module" && go build -mod=readonly -trimpath -ldflags "$flags" -o "$temporary/$1" "$package") >&2 9>&-
  mkdir -p "$(dirname "$2")"
  # A rename within one file system: nobody sees half a binary, and a second build replaces it by its equal.
  mv -f "$temporary/$1" "$2"
}

build() ( # name; a subshell: its variables, traps and lock end with it
  describe "$1"
  binary=$cache/$1-$(key)/bin/$1
  if [ ! -x "$binary" ]; then
    # Only spares a second build the work: without flock both build, and that is safe too.
    exec 9>"$cache/.$1.lock"
    if command -v flock >/dev/null; then flock 9; fi
    [ -x "$binary" ] || compile "$1" "$binary"
  fi
  echo "$binary"
)

command -v go >/dev/null || { echo 'build.sh: no go command found: put Go 1.26 or newer on the PATH' >&2; exit 1; }
[ $# -gt 0 ] || { echo 'build.sh: name at least one of etcd, helm, istioctl, kube-apiserver, kubectl, oracle' >&2; exit 1; }
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
for name in "$@"; do build "$name"; done
