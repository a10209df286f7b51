import { Writable } from 'node:stream';
import { run } from '../../../src/cli/run';
import { MESHES, runCli } from '../run-cli';

interface ConnectionJson {
  readonly client: { readonly namespace: string; readonly name: string; readonly kind: string };
  readonly host: string;
  readonly servicePort: number;
  readonly subset: string;
  readonly server: { readonly namespace: string; readonly name: string } | null;
  readonly workloadPort: number;
  readonly outcome: string;
  readonly basis: string;
  readonly reasons: readonly { readonly rule: string; readonly text: string }[];
}

async function connectionsOf(...args: string[]): Promise<readonly ConnectionJson[]> {
  const { stdout } = await runCli(['connections', 'shop', '--format', 'json', ...args]);
  const { schemaVersion, connections } = JSON.parse(stdout) as { schemaVersion: number; connections: ConnectionJson[] };
  expect(schemaVersion).toBe(1);
  return connections;
}

describe('connections', () => {
  test('have the fields of the contract, and no others', async () => {
    for (const connection of await connectionsOf()) {
      expect(connection).toEqual({
        client: { namespace: expect.any(String), name: expect.any(String), kind: expect.any(String) },
        clientDataPlane: expect.stringMatching(/^(sidecar|ambient|none|gateway|unknown)$/),
        host: expect.any(String),
        servicePort: expect.any(Number),
        subset: expect.any(String),
        server: { namespace: expect.any(String), name: expect.any(String), kind: expect.any(String) },
        serverDataPlane: expect.stringMatching(/^(sidecar|ambient|none|gateway|unknown)$/),
        workloadPort: expect.any(Number),
        sends: expect.stringMatching(/^(plaintext|mtls|hbone|app-tls)$/),
        serverMode: expect.stringMatching(/^(DISABLE|PERMISSIVE|STRICT)$/),
        outcome: expect.stringMatching(/^(mtls|plaintext|app-tls|refused|broken|depends)$/),
        basis: expect.stringMatching(/^(declared|observed|possible)$/),
        dependsOn: null,
        reasons: expect.arrayContaining([
          { rule: expect.any(String), resource: expect.anything(), field: expect.anything(), text: expect.any(String) },
        ]),
      });
    }
  });

  test('are those of a client, or to a server, or to the servers of a Service', async () => {
    const all = await connectionsOf();
    const isFrom = ({ client }: ConnectionJson) => `${client.namespace}/${client.name}` === 'shop/web';
    const isTo = ({ server }: ConnectionJson) => `${server?.namespace}/${server?.name}` === 'shop/orders';
    expect(await connectionsOf('--from', 'shop/web')).toEqual(all.filter(isFrom));
    expect(await connectionsOf('--to', 'shop/orders')).toEqual(all.filter(isTo));
    expect(await connectionsOf('--from', 'shop/web', '--to', 'shop/orders')).toEqual(all.filter((one) => isFrom(one) && isTo(one)));
  });

  test('are printed in one order, however the files are given', async () => {
    const { stdout } = await runCli(['connections', 'shop']);
    const files = ['policies', 'legacy', 'shop', 'namespaces', 'bank'].map((name) => `shop/${name}.yaml`);
    expect((await runCli(['connections', ...files])).stdout).toBe(stdout);
  });

  test('know which of them a manifest declares', async () => {
    const declared = (await connectionsOf()).filter(({ basis }) => basis === 'declared');
    expect(declared.map(({ client, host, servicePort }) => `${client.namespace}/${client.name} ${host}:${servicePort}`)).toEqual(['legacy/collector orders.shop.svc.cluster.local:80']);
  });

  test('stop without a word when nobody reads on', async () => {
    let length = 0;
    const stdout = new Writable({
      write(chunk: Buffer, _, done) {
        length += chunk.length;
        done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' }));
      },
    });
    let told = '';
    const stderr = new Writable({
      write(chunk: Buffer, _, done) {
        told += chunk.toString();
        done();
      },
    });
    const code = await run(['connections', 'shop', '--format', 'json'], { stdin: { source: '-', chunks: () => [] }, stdout, stderr, cwd: MESHES, env: {} });
    expect([code, told]).toEqual([0, '']);
    expect(length).toBeGreaterThan(0);
  });
});

describe('explain', () => {
  interface ExplanationJson extends ConnectionJson {
    readonly otherClients: number;
  }

  async function explain(...args: string[]): Promise<readonly ExplanationJson[]> {
    const { stdout } = await runCli(['explain', 'shop', '--format', 'json', ...args]);
    return (JSON.parse(stdout) as { explanations: ExplanationJson[] }).explanations;
  }

  test('ends in the outcome of connections, for every client, port and subset', async () => {
    for (const { client, host, servicePort, subset, server, workloadPort, outcome, reasons } of await connectionsOf()) {
      const explained = await explain('--host', host, '--port', String(servicePort), '--from', `${client.namespace}/${client.name}`);
      const same = explained.filter((one) => one.subset === subset && one.workloadPort === workloadPort && one.server?.name === server?.name);
      const chainOf = (chain: ConnectionJson['reasons']) => chain.map(({ rule, text }) => ({ rule, text }));
      expect(same.map((one) => [one.outcome, chainOf(one.reasons)])).toEqual([[outcome, chainOf(reasons)]]);
    }
  });

  test('without a client answers for all of them', async () => {
    const all = (await connectionsOf()).filter(({ host }) => host === 'orders.shop.svc.cluster.local');
    const explained = await explain('--host', 'orders.shop', '--port', '80');
    for (const outcome of ['refused', 'mtls']) {
      const clients = explained.filter((one) => one.outcome === outcome).reduce((sum, one) => sum + 1 + one.otherClients, 0);
      expect(clients).toBe(all.filter((one) => one.outcome === outcome).length);
    }
  });

  test('finds the service ports that lead to a workload port', async () => {
    expect(await explain('--to', 'shop/orders', '--workload-port', '8080', '--from', 'shop/web')).toEqual(await explain('--host', 'orders.shop', '--port', '80', '--from', 'shop/web'));
  });

  test.each([
    [['--host', 'orders.shop']],
    [['--port', '80']],
    [['--host', 'orders.shop', '--port', '80', '--to', 'shop/orders']],
    [['--to', 'shop/orders', '--port', '80']],
  ])('refuses half a question: %j', async (args) => {
    const { code, stderr } = await runCli(['explain', 'shop', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('allowed: --host with --port (what clients dial), or --to with --workload-port (where a container listens)');
  });
});
