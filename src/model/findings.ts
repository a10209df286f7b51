import type { Finding, Severity } from './finding';

/** What there is to say about an app, by who is to mend it: a construct path. */
export class Findings {
  /** By source, then by message: nothing is said twice. */
  private readonly bySource = new Map<string, Map<string, Finding>>();

  public report(severity: Severity, source: string, message: string, unlessTold?: readonly string[]): void {
    let known = this.bySource.get(source);
    if (known === undefined) this.bySource.set(source, known = new Map());
    if (!known.has(message)) known.set(message, { severity, message, ...(unlessTold && { unlessTold }) });
  }

  public error(source: string, message: string): void {
    this.report('error', source, message);
  }

  /** Takes over what others have found. */
  public addAll(others: Findings): void {
    for (const [source, { severity, message, unlessTold }] of others.entries()) this.report(severity, source, message, unlessTold);
  }

  /** Withdraws what was only to be said unless somebody else tells of certain objects. */
  public told(objects: ReadonlySet<string>): void {
    for (const findings of this.bySource.values()) {
      for (const [message, { unlessTold = [] }] of findings) if (unlessTold.some((object) => objects.has(object))) findings.delete(message);
    }
  }

  public hasErrors(): boolean {
    for (const [, { severity }] of this.entries()) if (severity === 'error') return true;
    return false;
  }

  public errorsOf(source: string): string[] {
    const findings = this.bySource.get(source);
    return findings === undefined ? [] : [...findings.values()].filter((finding) => finding.severity === 'error').map((finding) => finding.message);
  }

  public *entries(): Generator<[source: string, finding: Finding]> {
    for (const [source, findings] of this.bySource) for (const finding of findings.values()) yield [source, finding];
  }
}
