import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import { isJsonObject, JsonObject } from '../../manifests/json';
import { KUBERNETES_SCHEMA } from '../../manifests/yaml-schema';
import type { MeshSettings } from '../../model/mesh-settings';
import type { Silence } from '../../model/silence';
import { didYouMean } from '../near-names';
import type { Terminal } from '../terminal';
import { UsageError, UsageProblems } from '../usage-error';

/** What a repo says once for all runs: how the mesh is set up, what is complete, and what is accepted. */
export interface ConfigFile {
  readonly settings: MeshSettings;
  readonly known: readonly string[];
  readonly silences: readonly Silence[];
}

const DEFAULT_FILE = 'istio-mtls.yaml';
const KEYS = ['settings', 'known', 'silences'];
const SILENCE_KEYS = ['id', 'resource', 'reason'] as const;
const RESOURCE = /^\S+ [^\s/]+(\/[^\s/]+)?$/;

const SETTINGS: Readonly<Record<keyof MeshSettings, 'string' | 'boolean'>> = {
  rootNamespace: 'string',
  clusterDomain: 'string',
  trustDomain: 'string',
  enableAutoMtls: 'boolean',
  istioVersion: 'string',
  ambient: 'boolean',
  defaultInjection: 'boolean',
  revision: 'string',
};

/** Reads the file that was given, else the one in the current folder, if there is one. @throws UsageError with all of its mistakes. */
export function readConfigFile(given: string | undefined, { cwd }: Pick<Terminal, 'cwd'>): ConfigFile {
  const file = given ?? DEFAULT_FILE;
  const path = resolve(cwd, file);
  if (given === undefined && !existsSync(path)) return { settings: {}, known: [], silences: [] };
  const config = parse(file, path);
  const problems = new UsageProblems();
  const report = (field: string, message: string): void => problems.add(`${file}: ${field}: ${message}`);
  for (const key of Object.keys(config)) if (!KEYS.includes(key)) report(key, `there is no such key; ${didYouMean(key, KEYS)}`);
  const found: ConfigFile = {
    settings: readSettings(config.settings ?? {}, report),
    known: readTexts(config.known ?? [], report),
    silences: readSilences(config.silences ?? [], file, report),
  };
  problems.throwAny();
  return found;
}

type Report = (field: string, message: string) => void;

function parse(file: string, path: string): JsonObject {
  let config: unknown;
  try {
    [config] = loadAll(readFileSync(path, 'utf8'), { schema: KUBERNETES_SCHEMA, filename: file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw new UsageError([`${file}: got "${(error as Error).message}"; allowed: a YAML file that can be read`]);
    throw new UsageError([`${file}${error.mark === undefined ? '' : `:${error.mark.line + 1}`}: got "${error.reason}"; allowed: YAML with ${KEYS.join(', ')}`]);
  }
  if (config === undefined || config === null) return {};
  if (!isJsonObject(config)) throw new UsageError([`${file}: got ${JSON.stringify(config)}; allowed: YAML with ${KEYS.join(', ')}`]);
  return config;
}

function readSettings(settings: unknown, report: Report): MeshSettings {
  if (!isJsonObject(settings)) {
    report('settings', `got ${JSON.stringify(settings)}; allowed: ${Object.keys(SETTINGS).join(', ')}`);
    return {};
  }
  for (const [key, value] of Object.entries(settings)) {
    if (!Object.hasOwn(SETTINGS, key)) report(`settings.${key}`, `there is no such setting; ${didYouMean(key, Object.keys(SETTINGS))}`);
    else if (typeof value !== SETTINGS[key as keyof MeshSettings]) report(`settings.${key}`, `got ${JSON.stringify(value)}; allowed: a ${SETTINGS[key as keyof MeshSettings]}`);
  }
  return settings as MeshSettings;
}

function readTexts(texts: unknown, report: Report): readonly string[] {
  if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
  report('known', `got ${JSON.stringify(texts)}; allowed: a list of namespaces`);
  return [];
}

function readSilences(silences: unknown, file: string, report: Report): readonly Silence[] {
  if (!Array.isArray(silences)) {
    report('silences', `got ${JSON.stringify(silences)}; allowed: a list of ${SILENCE_KEYS.join(', ')}`);
    return [];
  }
  return silences.flatMap((entry: unknown, i) => readSilence(entry, `silences[${i}]`, file, report));
}

function readSilence(entry: unknown, field: string, file: string, report: Report): Silence[] {
  const { id, resource, reason, ...others } = isJsonObject(entry) ? entry : {};
  for (const key of Object.keys(others)) report(`${field}.${key}`, `there is no such key; ${didYouMean(key, SILENCE_KEYS)}`);
  if (typeof id !== 'string' || !/^MTLS\d{3}$/.test(id)) report(`${field}.id`, `got ${JSON.stringify(id) ?? 'nothing'}; allowed: the id of a check, such as MTLS201`);
  if (typeof resource !== 'string' || !RESOURCE.test(resource)) report(`${field}.resource`, `got ${JSON.stringify(resource) ?? 'nothing'}; allowed: KIND NAMESPACE/NAME, such as DestinationRule shop/orders`);
  if (typeof reason !== 'string' || reason.trim() === '') report(`${field}.reason`, `got ${JSON.stringify(reason) ?? 'nothing'}; allowed: why the finding is accepted`);
  return [{ id: String(id), resource: String(resource), reason: String(reason), source: file, field }];
}
