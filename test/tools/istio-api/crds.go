//go:build tools

// Package crds keeps istio.io/api required: only the CRDs in its folder are used, and tidying would drop it.
package crds

import _ "istio.io/api/security/v1"
