import type { Check } from '../../checks/check';
import type { SilencedFinding } from '../../checks/silence-findings';
import type { Severity } from '../../model/finding';
import type { CheckResult } from '../check/check-result';
import { locate, LocatedFinding } from '../check/located-finding';

const HOME = 'https://github.com/cdk8s-istio-mtls/cdk8s-istio-mtls';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** The findings as SARIF 2.1.0, which code hosts show beside the lines of a pull request. Silenced ones are there, as suppressed. */
export function sarif({ findings, silenced, lines, catalogue }: CheckResult, version: string): string {
  const indexes = new Map(catalogue.map(({ id }, i) => [id, i]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'istio-mtls', version, semanticVersion: version, informationUri: HOME, rules: catalogue.map(rule) } },
      columnKind: 'utf16CodeUnits',
      results: [
        ...locate(findings, lines).map((finding) => result(finding, indexes)),
        ...locate(silenced, lines).map((finding) => suppressed(finding, indexes)),
      ],
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule({ id, title, why, remedy, see, severity }: Check): object {
  return {
    id,
    name: title.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: `${remedy} See ${see}`, markdown: `${remedy} See [Istio](${see}).` },
    helpUri: `${HOME}/blob/main/docs/checks/${id}.md`,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(finding: LocatedFinding, indexes: ReadonlyMap<string, number>): object {
  const { check, severity, resource, field, message, remedy } = finding;
  return {
    ruleId: check.id,
    ruleIndex: indexes.get(check.id),
    level: LEVELS[severity],
    message: { text: `${resource}: ${message}. Remedy: ${remedy}.` },
    locations: [{
      ...physicalLocation(finding),
      logicalLocations: [{ fullyQualifiedName: field === undefined ? resource : `${resource} ${field}`, kind: 'resource' }],
    }],
    // The same mistake keeps its identity when lines above it come and go.
    partialFingerprints: { 'resourceAndField/v1': [check.id, resource, field ?? ''].join('|') },
  };
}

function suppressed(finding: SilencedFinding & LocatedFinding, indexes: ReadonlyMap<string, number>): object {
  const { silence } = finding;
  const kind = silence.field.startsWith('metadata.') ? 'inSource' : 'external';
  return { ...result(finding, indexes), suppressions: [{ kind, status: 'accepted', justification: silence.reason }] };
}

function physicalLocation({ file, line }: LocatedFinding): object {
  // Standard input is no file that a viewer could open.
  if (file === '-' || file === '') return {};
  const uri = file.split(/[\\/]/).map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri }, ...(line !== undefined && { region: { startLine: line } }) } };
}
