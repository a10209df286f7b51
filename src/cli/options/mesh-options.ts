import { Command, Option } from 'commander';
import type { MeshSettings } from '../../model/mesh-settings';

/** Options that every command has which judges manifests. */
export interface MeshOptions {
  readonly config?: string;
  readonly rootNamespace?: string;
  readonly clusterDomain?: string;
  readonly trustDomain?: string;
  readonly autoMtls?: boolean;
  readonly istioVersion?: string;
  readonly ambient?: boolean;
  readonly defaultInjection?: boolean;
  readonly revision?: string;
}

/** The argument of the same commands. */
export const PATHS = ['[path...]', 'files, folders, or - for standard input'] as const;

/** Adds the options. None has a default: what is not given is read from mesh config, or is Istio's default. */
export function addMeshOptions(command: Command): Command {
  const group = 'The mesh, where manifests do not say it:';
  const option = (flags: string, description: string) => new Option(flags, description).helpGroup(group);
  return command
    .addOption(new Option('--config <file>', 'settings and silences (default: istio-mtls.yaml, if it is there)'))
    .addOption(option('--root-namespace <namespace>', 'whose PeerAuthentication is mesh-wide'))
    .addOption(option('--cluster-domain <domain>', 'ends the names of Services'))
    .addOption(option('--trust-domain <domain>', 'begins the identities of the mesh'))
    .addOption(option('--auto-mtls', 'clients send mutual TLS of their own accord'))
    .addOption(option('--no-auto-mtls', 'they do not'))
    .addOption(option('--istio-version <version>', 'of istiod, such as 1.31'))
    .addOption(option('--ambient', 'istiod runs with ambient mode'))
    .addOption(option('--no-ambient', 'it does not (default: whether the manifests use it)'))
    .addOption(option('--default-injection', 'namespaces without an injection label are injected'))
    .addOption(option('--revision <revision>', 'of istiod, as in the label istio.io/rev'));
}

/** The settings among the options; those that were not given are undefined. */
export function settingsOf(options: MeshOptions): MeshSettings {
  const { rootNamespace, clusterDomain, trustDomain, autoMtls, istioVersion, ambient, defaultInjection, revision } = options;
  return { rootNamespace, clusterDomain, trustDomain, enableAutoMtls: autoMtls, istioVersion, ambient, defaultInjection, revision };
}
