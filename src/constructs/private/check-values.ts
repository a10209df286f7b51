import { Construct, IConstruct } from 'constructs';
import { refuse } from './refuse';
import { isCalendarDate } from '../../model/calendar-date';
import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue } from '../../model/kubernetes-name';
import type { Labels } from '../../model/labels';
import { isPortNumber } from '../../model/port-number';

// Thousands of policies share one scope, and a path is put together anew each time that it is asked for.
const PATHS = new WeakMap<IConstruct, string>();

/** The path that a construct will have: refusals name it before the construct is there. */
export function pathOf(scope: IConstruct, id: string): string {
  let path = PATHS.get(scope);
  if (path === undefined) {
    path = scope.node.path;
    PATHS.set(scope, path);
  }
  // A construct's own id has no slash: constructs replaces it.
  const own = id.includes('/') ? id.replaceAll('/', '--') : id;
  return path === '' ? own : `${path}/${own}`;
}

const DNS_LABEL = 'a DNS label: at most 63 of a-z, 0-9 and "-", a letter or digit first and last';
const DNS_SUBDOMAIN = 'DNS labels joined by ".", at most 253 characters of a-z, 0-9, "-" and "."';

export function checkPort(what: string, port: number, remedy = 'give the port that the container listens on'): number {
  return isPortNumber(port) ? port : refuse(what, port, 'a whole number from 1 to 65535', remedy);
}

export function checkNamespaceName(what: string, name: string): string {
  return isDnsLabel(name) ? name
    : refuse(what, name, DNS_LABEL, Construct.isConstruct(name) ? 'give its name, namespace.name' : 'give the Namespace\'s metadata.name');
}

export function checkServiceName(what: string, name: string): string {
  return isDnsLabel(name) ? name : refuse(what, name, DNS_LABEL, 'give the Service\'s metadata.name, without its namespace');
}

/** The name of an emitted object: `policyName` where given, else the construct's id. */
export function checkPolicyName(path: string, id: string, policyName: string | undefined): string {
  if (policyName !== undefined) {
    return isDnsSubdomain(policyName) ? policyName : refuse(`${path}: policyName`, policyName, DNS_SUBDOMAIN, 'choose another name');
  }
  return isDnsSubdomain(id) ? id : refuse(`${path}: the id, which is the policy's metadata.name`, id, DNS_SUBDOMAIN, 'choose another id, or set policyName');
}

export function checkText(what: string, text: string, remedy: string): string {
  return typeof text === 'string' && text.trim() !== '' ? text : refuse(what, text, 'a text that is not empty', remedy);
}

export function checkReason(what: string, reason: string): string {
  return typeof reason === 'string' && reason.trim() !== '' ? reason
    : refuse(`${what}: reason`, reason, 'a text that says why the exception is there', 'write the reason that a reviewer needs');
}

export function checkUntil(what: string, until: string | undefined): string | undefined {
  return until === undefined || isCalendarDate(until) ? until
    : refuse(`${what}: until`, until, 'a day as YYYY-MM-DD', 'write the last day of the exception, such as "2027-09-30"');
}

export function checkToday(what: string, today: string): string {
  return isCalendarDate(today) ? today : refuse(what, today, 'a day as YYYY-MM-DD', 'write the day that the build stands for, such as "2027-09-30"');
}

export function checkClusterDomain(what: string, domain: string): string {
  return isDnsSubdomain(domain) ? domain : refuse(what, domain, DNS_SUBDOMAIN, 'give the domain that ends the names of Services');
}

/** Labels of a selector, by the rules of Kubernetes and of Istio's CRD (which refuses `*`). */
export function checkSelector(what: string, labels: Labels): Labels {
  // Of a text or a list, the places would be taken for keys.
  const entries = typeof labels === 'object' && !Array.isArray(labels) ? Object.entries(labels ?? {}) : [];
  if (entries.length === 0) {
    refuse(what, labels, 'one label or more', 'name the labels of the pods, or use NamespacePolicy for a whole namespace');
  }
  for (const [key, value] of entries) {
    if (!isLabelKey(key)) refuse(`${what}: label key`, key, '[prefix/]name of letters, digits, "-", "_" and "."; no "*"', 'name a label that the pods have');
    if (typeof value !== 'string' || !isLabelValue(value)) {
      refuse(`${what}: value of label "${key}"`, value, 'at most 63 letters, digits, "-", "_" and "."; no "*"', 'Istio matches labels exactly: name the value that the pods have');
    }
  }
  return { ...labels };
}
