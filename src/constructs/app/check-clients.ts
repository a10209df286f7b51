import type { IConstruct } from 'constructs';
import type { ClientRule } from './client-rule';
import { isInTree } from './construct-at';
import type { ClientDeclaration } from './declarations';
import type { DeclaredApp } from './declared-app';
import type { AppFacts } from './read-app';
import { placeRule, serviceOf } from './resolve-host';
import { checkOneRulePerHost, EmittedRule } from '../../checks/drafts/one-rule-per-host';
import { fullHost, matchesHost } from '../../engine/host-names';
import type { MeshModel } from '../../engine/mesh-model';
import type { Findings } from '../../model/findings';
import { serviceTitle } from '../../model/service-facts';
import type { Host } from '../host';
import { refusal } from '../private/refuse';

/**
 * Checks what clients were told to send, once all Services and rules of the app are known.
 * @returns the rules that were told of.
 */
export function checkClients(
  { root, clients }: Pick<DeclaredApp, 'root' | 'clients'>, rules: readonly ClientRule[], { snapshot, inTree }: AppFacts, mesh: MeshModel, findings: Findings,
): EmittedRule[] {
  if (clients.length === 0) return [];
  for (const client of clients) {
    checkServices(root, client, findings);
    checkPorts(client, mesh, findings);
    checkExclusions(client, mesh, findings);
  }
  const ours = new Set<EmittedRule>(rules);
  // A rule for some clients only is not merged with one for all.
  const forAll = snapshot.destinationRules
    .filter(({ source, workloadSelector = {} }) => inTree(source) && Object.keys(workloadSelector).length === 0);
  const others: EmittedRule[] = forAll.map((rule) => ({ ...rule, host: fullHost(mesh.settings, rule) }));
  return checkOneRulePerHost([...rules, ...others], (rule) => ours.has(rule), findings);
}

function checkServices(root: IConstruct, { host, source }: ClientDeclaration, findings: Findings): void {
  for (const { _reference: reference } of host._reference.by === 'wildcard' ? excludedBy(host) : [host]) {
    if (reference.by !== 'construct' || isInTree(reference.object, root)) continue;
    findings.error(source, refusal('host, which is not in the app', reference.object, 'Services of the app',
      'leave it in the construct tree, name it with Host.service(name, namespaceName), or take it out here too'));
  }
}

function checkPorts({ host, ports, source }: ClientDeclaration, mesh: MeshModel, findings: Findings): void {
  const named = ports.length === 0 ? undefined : serviceOf(host);
  const service = named && mesh.service(named.namespace, named.name);
  if (service === undefined) return;
  const known = service.ports.map(({ number }) => number);
  for (const { port } of ports) {
    if (!known.includes(port.port)) findings.error(source, refusal(`no port of ${serviceTitle(service)}`, port.port, known.join(', ') || 'none', 'give one of these'));
  }
}

function checkExclusions({ host, source }: ClientDeclaration, mesh: MeshModel, findings: Findings): void {
  for (const excluded of excludedBy(host)) {
    const { host: name, namespace } = placeRule(excluded, mesh.settings);
    // Without a namespace, the full name is known only where the Service is applied.
    if (namespace === '' || matchesHost(host._describe(), name)) continue;
    findings.error(source, refusal(`Host.wildcard "${host._describe()}": excluding`, name, 'hosts that the pattern matches', 'leave it out, as the rule does not reach it'));
  }
}

function excludedBy({ _reference: reference }: Host): readonly Host[] {
  return reference.by === 'wildcard' ? reference.excluding : [];
}
