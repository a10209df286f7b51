import { asList, asObject, asText, asTextList, asTexts, isJsonObject, JsonObject } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import type { AuthorizationPolicyFacts, IdentityField } from '../model/authorization-policy-facts';
import { qualifiedName } from '../model/kubernetes-name';
import { isPortNumber } from '../model/port-number';

const ACTIONS: readonly AuthorizationPolicyFacts['action'][] = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'];

/** Fields of a source that only the certificate of mutual TLS can answer. */
const OF_SOURCE = [
  'principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts', 'trustDomains', 'notTrustDomains',
];
/** The same as attributes of conditions. Mirrors istio pilot/pkg/security/authz/model/model.go. */
const ATTRIBUTES: ReadonlySet<unknown> = new Set(['source.principal', 'source.namespace', 'source.serviceAccount', 'source.trustDomain']);

export function readAuthorizationPolicy(manifest: Manifest, defaultNamespace = ''): AuthorizationPolicyFacts {
  const spec = asObject(manifest.object.spec);
  const facts = readObject(manifest, defaultNamespace);
  return {
    ...facts,
    selector: asTexts(asObject(spec.selector).matchLabels),
    targets: [spec.targetRef, ...asList(spec.targetRefs)].filter(isJsonObject).map((target) => targetTitle(target, facts.namespace)),
    action: ACTIONS.find((known) => known === spec.action) ?? 'ALLOW',
    identityFields: asList(spec.rules).flatMap((rule, i) => identityFieldsOf(asObject(rule), `spec.rules[${i}]`)),
  };
}

function targetTitle({ kind, namespace, name }: JsonObject, own: string): string {
  // A GatewayClass is of no namespace.
  const where = kind === 'GatewayClass' ? '' : asText(namespace) || own;
  return `${asText(kind) ?? ''} ${qualifiedName({ namespace: where, name: asText(name) ?? '' })}`;
}

function identityFieldsOf(rule: JsonObject, at: string): IdentityField[] {
  const fields = [
    ...asList(rule.from).flatMap((from, i) => OF_SOURCE
      .filter((key) => asList(asObject(asObject(from).source)[key]).length > 0)
      .map((key) => `${at}.from[${i}].source.${key}`)),
    ...asList(rule.when).flatMap((condition, i) => (ATTRIBUTES.has(asObject(condition).key) ? [`${at}.when[${i}]`] : [])),
  ];
  if (fields.length === 0) return [];
  const ports = portsOf(rule);
  return fields.map((field) => ({ field, ports }));
}

/** The ports that a rule is about: one operation that names none makes it all of them. */
function portsOf(rule: JsonObject): readonly number[] {
  const operations = asList(rule.to).map((to) => toPorts(asObject(asObject(to).operation).ports));
  if (operations.length > 0 && operations.every((ports) => ports.length > 0)) return [...new Set(operations.flat())];
  const conditions = asList(rule.when).map(asObject).filter(({ key }) => key === 'destination.port');
  return [...new Set(conditions.flatMap(({ values }) => toPorts(values)))];
}

function toPorts(texts: unknown): number[] {
  return asTextList(texts).map(Number).filter(isPortNumber);
}
