import type { Findings } from '../../model/findings';

/** Prints what does not fail synth, but what has been printed: cdk8s has no channel for warnings. */
export function printNotices(findings: Findings, printed: Set<string>): void {
  for (const [source, finding] of findings.entries()) {
    const line = `${finding.severity}: [${source}] ${finding.message}\n`;
    if (finding.severity === 'error' || printed.has(line)) continue;
    printed.add(line);
    process.stderr.write(line);
  }
}
