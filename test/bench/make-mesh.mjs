// Writes a mesh of N services to FILE, for the benchmarks of the command line. The same N always gives the same bytes.
// usage: node make-mesh.mjs N FILE
// For each service: a Service and a Deployment of two ports; some namespaces, most with injection, each with a
// PeerAuthentication; a DestinationRule for every 10th service.
import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SERVICES_IN_A_NAMESPACE = 40;

/** The documents of the mesh, one text each, beginning with its `---`. */
export function* meshDocuments(services) {
  const namespaces = Math.ceil(services / SERVICES_IN_A_NAMESPACE);
  for (let i = 0; i < namespaces; i += 1) yield* namespaceDocuments(i);
  for (let i = 0; i < services; i += 1) yield* serviceDocuments(i, namespaceName(Math.floor(i / SERVICES_IN_A_NAMESPACE)));
}

const namespaceName = (i) => `team-${i}`;

function* namespaceDocuments(i) {
  const name = namespaceName(i);
  // One in twenty has no proxies yet, so that there is something to find.
  const labels = i % 20 === 19 ? '' : '\n  labels:\n    istio-injection: enabled';
  yield `---
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}${labels}
`;
  yield `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: ${name}
spec:
  mtls:
    mode: ${i % 2 === 0 ? 'STRICT' : 'PERMISSIVE'}
`;
}

function* serviceDocuments(i, namespace) {
  const name = `service-${i}`;
  yield `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
    app.kubernetes.io/managed-by: Helm
spec:
  type: ClusterIP
  selector:
    app: ${name}
  ports:
  - name: http
    port: 80
    targetPort: http
  - name: grpc-api
    port: 9000
    targetPort: 9090
`;
  yield `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
    app.kubernetes.io/managed-by: Helm
spec:
  replicas: 3
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        version: v1
    spec:
      serviceAccountName: ${name}
      containers:
      - name: main
        image: registry.example.com/${namespace}/${name}:1.${i % 30}.0
        env:
        - name: LOG_LEVEL
          value: info
        ports:
        - name: http
          containerPort: 8080
        - name: grpc-api
          containerPort: 9090
        readinessProbe:
          httpGet:
            path: /ready
            port: http
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
`;
  if (i % 10 === 0) {
    yield `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  host: ${name}.${namespace}.svc.cluster.local
  trafficPolicy:
    tls:
      mode: ISTIO_MUTUAL
    connectionPool:
      http:
        http2MaxRequests: 1000
`;
  }
}

/** Writes the mesh; big ones are never whole in memory. */
export function writeMesh(services, file) {
  const handle = openSync(file, 'w');
  try {
    for (const document of meshDocuments(services)) writeSync(handle, document);
  } finally {
    closeSync(handle);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [services, file] = [Number(process.argv[2]), process.argv[3]];
  if (!Number.isInteger(services) || services < 1 || file === undefined) {
    console.error('usage: node make-mesh.mjs N FILE, N being 1 or more');
    process.exit(2);
  }
  writeMesh(services, file);
}
