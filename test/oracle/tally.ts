import type { OracleConnection } from './oracle-connection';

/** What a run has done so far. */
export class Tally {
  passed = 0;
  failed = 0;
  private connections = 0;
  private istio = 'unknown';
  private readonly outcomes = new Map<string, number>();
  private readonly started = Date.now();

  constructor(private readonly run: { readonly meshes: number; readonly seed: number }) {}

  count(connections: readonly OracleConnection[], istio: string): void {
    this.istio = istio;
    this.connections += connections.length;
    for (const { sends, outcome } of connections) increase(this.outcomes, `${sends} ${outcome}`);
  }

  pass(): void {
    this.passed += 1;
    this.progress();
  }

  fail(): void {
    this.failed += 1;
    this.progress();
  }

  summary(ruleCounts: ReadonlyMap<string, number>): string {
    const { seed, meshes } = this.run;
    return [
      `Istio ${this.istio}; seeds ${seed} to ${seed + meshes - 1}; ${this.connections} connections in ${this.seconds()} s`,
      table('sends outcome', this.outcomes),
      ...(ruleCounts.size > 0 ? [table('rule', ruleCounts)] : []),
      `${this.passed} passed, ${this.failed} failed`,
    ].join('\n');
  }

  private progress(): void {
    const done = this.passed + this.failed;
    if (done % 100 === 0) console.log(`${done} of ${this.run.meshes} meshes, ${this.connections} connections, ${this.failed} failed, ${this.seconds()} s`);
  }

  private seconds(): number {
    return Math.round((Date.now() - this.started) / 1000);
  }
}

function table(title: string, counts: ReadonlyMap<string, number>): string {
  const rows = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `  ${String(count).padStart(8)} ${name}`);
  return [`${title}:`, ...rows].join('\n');
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
