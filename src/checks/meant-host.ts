import type { ServiceNames } from './service-names';
import { hostOf } from '../engine/host-names';
import type { ResolverSettings } from '../model/mesh-settings';

/** Which host the writer of a rule may have meant, where nobody has the one that is written. */
export interface MeantHost {
  /** Why nobody has it; begins with a small letter. */
  readonly why: string;
  /** Undefined where there is none that comes near. */
  readonly host?: string;
  /** Whether the host cannot be but the one that is meant. */
  readonly isCertain: boolean;
  /** The namespace in which the host would have to be; undefined: any. */
  readonly namespace?: string;
}

type Settings = Pick<ResolverSettings, 'clusterDomain'>;

export function meantHost(settings: Settings, names: ServiceNames, host: string): MeantHost {
  const { clusterDomain } = settings;
  const suffix = `.svc.${clusterDomain}`;
  if (host.endsWith(suffix)) return ofCluster(settings, names, host.slice(0, -suffix.length).split('.'));
  const [name, namespace, svc, ...domain] = host.split('.');
  const isNamed = namespace !== undefined && (svc === undefined || svc === 'svc');
  if (!isNamed || !isThere(names, namespace, name)) return ofOutside(names, host);
  const meant = { host: hostOf(settings, { name, namespace }), namespace };
  return domain.length === 0 ? { ...meant, why: 'a host with a dot is taken literally', isCertain: true }
    : { ...meant, why: `the domain of the cluster is ${clusterDomain}`, isCertain: false };
}

function isThere(names: ServiceNames, namespace: string, name: string): boolean {
  return name === '*' ? names.isPopulated(namespace) : names.service(namespace, name) !== undefined;
}

/** A host of the cluster's own domain; `parts` is what stands before it. */
function ofCluster(settings: Settings, names: ServiceNames, parts: readonly string[]): MeantHost {
  const [name, namespace] = parts.slice(-2);
  if (parts.length < 2) return { why: 'no Service among the manifests has a host that ends so', isCertain: false };
  const service = names.service(namespace, name);
  if (service !== undefined) {
    return parts.length > 2 ? { why: 'Istio knows no host of a single pod', host: hostOf(settings, service), isCertain: false, namespace }
      : { why: 'the Service is an ExternalName, and clients follow the rule of the host that it stands for', isCertain: false, namespace };
  }
  const [elsewhere] = parts.length > 2 ? [] : [...names.namespacesOf(name)].sort();
  return {
    why: `${name === '*' ? 'no Service' : `no Service ${name}`} of namespace ${namespace} is among the manifests`,
    host: elsewhere === undefined ? undefined : hostOf(settings, { name, namespace: elsewhere }),
    isCertain: false,
    namespace,
  };
}

function ofOutside(names: ServiceNames, host: string): MeantHost {
  if (host.startsWith('*')) return { why: 'nothing among the manifests has a host that ends so', isCertain: false };
  const wildcard = names.wildcardOf(host);
  if (wildcard === undefined) return { why: 'no ServiceEntry among the manifests has this host', isCertain: false };
  return { why: 'rules are looked up by the host of the ServiceEntry, which is a wildcard', host: wildcard, isCertain: false };
}
