/** A mesh as `kubectl get … -A -o json` prints it: one List of 48 namespaces with sidecars, and four callers without. */
export function meshOf48Namespaces(): string {
  const teams = Array.from({ length: 48 }, (_, i) => `team-${String(i + 1).padStart(2, '0')}`);
  const callers = [
    caller('backup', 'CronJob', teams.slice(0, 3)),
    caller('billing', 'Deployment', teams.slice(3, 5)),
    caller('crawler', 'Job', teams.slice(5, 6)),
    caller('scanner', 'DaemonSet', teams.slice(6, 9)),
  ];
  const items = [...teams.flatMap(teamOf), ...callers.flat()];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }, null, 4);
}

function teamOf(namespace: string): object[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'istio-injection': 'enabled' } } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace }, spec: { selector: { app: 'api' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace }, spec: { selector: { matchLabels: { app: 'api' } }, template: podOf('api', [{ containerPort: 8080 }]) } },
  ];
}

function caller(name: string, kind: string, called: readonly string[]): object[] {
  const metadata = { name, namespace: `old-${name}`, annotations: { 'mtls.cdk8s.io/calls': called.map((namespace) => `api.${namespace}:80`).join(', ') } };
  const template = podOf(name, []);
  const spec = kind === 'CronJob' ? { schedule: '@daily', jobTemplate: { spec: { template } } } : { selector: { matchLabels: { app: name } }, template };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `old-${name}` } },
    { apiVersion: kind.endsWith('Job') ? 'batch/v1' : 'apps/v1', kind, metadata, spec },
  ];
}

function podOf(app: string, ports: readonly object[]): object {
  return { metadata: { labels: { app } }, spec: { containers: [{ name: app, image: `${app}:1`, ports }] } };
}
