import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { GeneratedMesh } from './generated-mesh';
import type { OracleAnswer } from './oracle-connection';

interface Waiting {
  readonly resolve: (answer: OracleAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** A running oracle program: one mesh a line in, one answer a line out, in whatever order. */
export class OracleProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<string, Waiting>();
  private asked = 0;
  private complaints = '';
  private end?: Error;

  constructor(binary: string) {
    this.child = spawn(binary, [], { stdio: 'pipe' });
    createInterface({ input: this.child.stdout }).on('line', (line) => this.answered(line));
    // istiod logs a lot there; its last words say why it died.
    this.child.stderr.on('data', (data: Buffer) => (this.complaints = (this.complaints + data.toString()).slice(-4000)));
    this.child.stdin.on('error', () => undefined);
    this.child.on('error', (error) => this.ended(`did not start: ${error.message}`));
    this.child.on('close', (status, signal) => this.ended(`ended with ${signal ?? `status ${status}`}: ${this.complaints}`));
  }

  /** Rejects where the oracle does not accept the mesh. */
  async ask(mesh: GeneratedMesh): Promise<OracleAnswer> {
    if (this.end) throw this.end;
    const id = String(++this.asked);
    // JSON is YAML, and leaves no question whether `n` is a name or false.
    const manifests = mesh.objects.map((object) => JSON.stringify(object)).join('\n---\n');
    const line = JSON.stringify({ id, manifests, meshConfig: mesh.meshConfig, ambient: mesh.ambient });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.stdin.write(`${line}\n`);
    });
  }

  close(): void {
    this.child.stdin.end();
  }

  private answered(line: string): void {
    const { id, error, istio, connections } = JSON.parse(line) as Partial<OracleAnswer> & { id: string; error?: string };
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) waiting?.resolve({ istio: istio ?? 'unknown', connections: connections ?? [] });
    else waiting?.reject(new Error(error));
  }

  private ended(how: string): void {
    this.end ??= new Error(`the oracle ${how}`);
    for (const { reject } of this.waiting.values()) reject(this.end);
    this.waiting.clear();
  }
}
