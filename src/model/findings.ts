import type { Finding, Severity } from './finding';

/** What there is to say about an app, by who is to mend it: a construct path. */
export class Findings {
  private readonly bySource = new Map<string, Finding[]>();

  public report(severity: Severity, source: string, message: string): void {
    const known = this.bySource.get(source);
    if (known === undefined) this.bySource.set(source, [{ severity, message }]);
    else if (!known.some((finding) => finding.message === message)) known.push({ severity, message });
  }

  public error(source: string, message: string): void {
    this.report('error', source, message);
  }

  public hasErrors(): boolean {
    return [...this.entries()].some(([, finding]) => finding.severity === 'error');
  }

  public errorsOf(source: string): string[] {
    const findings = this.bySource.get(source);
    return findings === undefined ? [] : findings.filter((finding) => finding.severity === 'error').map((finding) => finding.message);
  }

  public *entries(): Generator<[source: string, finding: Finding]> {
    for (const [source, findings] of this.bySource) for (const finding of findings) yield [source, finding];
  }
}
