import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './snippets';
import type { Check } from '../../src/checks/check';

const BEGIN = '<!-- generated -->';
const END = '<!-- /generated -->';

/** A block of YAML of a page, which says what checks find in it. */
export interface PageExample {
  readonly id: string;
  readonly line: number;
  /** `instead`: its objects are added to those of the failing block before it, or take the place of those of the same name. */
  readonly is: 'failing' | 'passing' | 'instead';
  /** For a failing block, where it is not the gravest that the check can find. */
  readonly severity?: string;
  readonly yaml: string;
}

export function pageOf({ id }: Pick<Check, 'id'>): string {
  return join(ROOT, 'docs/checks', `${id}.md`);
}

/** What a page begins with: all that the check says of itself. */
export function headOf({ id, title, severity, why, remedy, see }: Check): string {
  return `${BEGIN}
# ${id}: ${title}

Gravest finding: **${severity}** · [Istio's documentation](${see})

**Why.** ${why}

**Remedy.** ${remedy}

**To silence it**, annotate the object that the finding names: \`mtls.cdk8s.io/silence: "${id}: why it is accepted"\`.
${END}
`;
}

/** The head as the page has it; undefined where there is no page, or no head. */
export function writtenHead(check: Check): string | undefined {
  const page = pageOf(check);
  if (!existsSync(page)) return undefined;
  const text = readFileSync(page, 'utf8');
  return text.startsWith(BEGIN) && text.includes(END) ? text.slice(0, text.indexOf(END) + END.length + 1) : undefined;
}

/** Writes the head into the page: UPDATE_EXPECTED=1 npx jest test/checks/pages. */
export function updateHead(check: Check): void {
  const page = pageOf(check);
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const rest = text.slice(writtenHead(check)?.length ?? 0).replace(/^\n*/, '\n');
  writeFileSync(page, `${headOf(check)}${rest}`);
}

export function examplesOf(check: Check): PageExample[] {
  const text = existsSync(pageOf(check)) ? readFileSync(pageOf(check), 'utf8') : '';
  return [...text.matchAll(/<!-- (fails: (MTLS\d+)(?: (error|warning|info))?|passes(: instead)?) -->\n+```yaml\n([^]*?)```/g)].map((match) => {
    const [whole, , id = check.id, severity, instead, yaml] = match;
    return { id, severity, yaml, line: text.slice(0, match.index).split('\n').length, is: whole.includes('fails:') ? 'failing' : instead === undefined ? 'passing' : 'instead' };
  });
}

/** The table of all checks: docs/checks/README.md. */
export function indexOf(checks: readonly Check[]): string {
  const rows = checks.map(({ id, title, severity }) => `| [${id}](${id}.md) | ${severity} | ${title} |`);
  return `# Checks

What \`istio-mtls check\` finds, and what fails synth, or is printed, for [constructs and in any cdk8s
app](../../README.md#the-same-checks-at-synth-and-in-any-cdk8s-app). The severity is the gravest that a check has:

- **error**: a connection that a manifest declares will break, or a policy or rule cannot take effect, whatever else there is;
- **warning**: something breaks if a client calls that may call, or if what the manifests do not hold is so;
- **info**: worth knowing.

| id | severity | what |
| --- | --- | --- |
${rows.join('\n')}

A namespace of which the manifests hold no workload may hold anything: what would follow from absence there is an info.
The cluster's own namespaces and Istio's are callers only where a manifest says that they call.

At synth, and in the validation plugin of cdk8s-cli, manifests that the app does not emit (\`Mesh.addManifests\`,
\`properties.manifests\`) are somebody else's to mend: what is wrong with them is an error where it breaks connections, and
a warning otherwise. Two policies for one scope or one workload, and two rules for one host, are errors at the constructs
that declare them, whatever they say. An app of which something cannot be worked out is not checked until it can.
`;
}
