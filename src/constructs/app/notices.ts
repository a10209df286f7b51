import type { IConstruct } from 'constructs';
import type { Findings } from '../../model/findings';

const PRINTED = new WeakMap<IConstruct, Set<string>>();

/** Prints what does not fail synth, each notice once per app: cdk8s has no channel for warnings. */
export function printNotices(root: IConstruct, findings: Findings): void {
  const printed = PRINTED.get(root) ?? new Set<string>();
  PRINTED.set(root, printed);
  for (const [source, finding] of findings.entries()) {
    const line = `${finding.severity}: [${source}] ${finding.message}\n`;
    if (finding.severity === 'error' || printed.has(line)) continue;
    printed.add(line);
    process.stderr.write(line);
  }
}
