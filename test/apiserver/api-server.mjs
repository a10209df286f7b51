// A real kube-apiserver with Istio's CRDs, on loopback ports, for as long as a test needs it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownProcesses } from './own-processes.mjs';
import { serverSettings } from './server-settings.mjs';

const PATIENCE_MS = 60_000;
const ATTEMPTS = 3;

/**
 * Starts etcd and kube-apiserver from the given paths and installs the CRDs of the YAML file `crds`.
 * Resolves to `{ kubectl(args, { input }), kubeconfig, stop() }` once every kind of theirs is served.
 */
export async function startApiServer({ etcd, kubeApiserver, kubectl, crds }) {
  for (let attempt = 1; ; attempt += 1) {
    const processes = ownProcesses();
    try {
      return await startOnce(processes, { etcd, kubeApiserver, kubectl, crds });
    } catch (error) {
      await processes.close();
      // A free port may be taken between our finding it and the server's opening it.
      if (attempt === ATTEMPTS || !error.message.includes('address already in use')) throw error;
    }
  }
}

async function startOnce(processes, { etcd, kubeApiserver, kubectl, crds }) {
  const [client, peer, secure] = await freePorts(3);
  const settings = serverSettings(processes.folder, { client, peer, secure });
  const serve = (name, command, args) => {
    const log = join(processes.folder, `${name}.log`);
    return { name, log, child: processes.serve(command, args, { log, env: {} }) };
  };
  const servers = [
    serve('etcd', etcd, settings.etcd),
    serve('kube-apiserver', kubeApiserver, settings.kubeApiserver),
  ];
  const server = {
    kubeconfig: settings.kubeconfig,
    kubectl: (args, { input } = {}) =>
      processes.run(kubectl, args, { input, env: settings.kubectlEnv, timeout: PATIENCE_MS }),
    stop: () => processes.close(),
  };
  await until(server, servers, ['get', '--raw=/readyz']);
  await until(server, servers, ['get', 'namespace', 'default']);
  await installCrds(server, servers, crds);
  return server;
}

async function installCrds(server, servers, crds) {
  const created = await must(server, ['create', '--filename', crds, '--output=name']);
  const names = created.split('\n').filter(Boolean).map((name) => name.split('/')[1]);
  await must(server, ['wait', '--for=condition=Established', `--timeout=${PATIENCE_MS / 1000}s`, 'crd', ...names]);
  // Discovery follows a little later, and kubectl refuses what discovery does not list.
  const served = ({ stdout }) => names.every((name) => stdout.split('\n').includes(name));
  await until(server, servers, ['api-resources', '--cached=false', '--output=name'], served);
}

async function must(server, args) {
  const { status, stdout, stderr } = await server.kubectl(args);
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')} failed with status ${status}: ${stderr.trim()}`);
  return stdout;
}

/** Repeats a kubectl command until it does what is asked, the time is over or a server has ended. */
async function until(server, servers, args, done = ({ status }) => status === 0) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = await server.kubectl(args);
    if (done(result)) return;
    const dead = servers.find(({ child }) => child.exitCode !== null || child.signalCode !== null || !child.pid);
    if (dead) throw new Error(`${dead.name} ended before it was ready:\n${tail(dead.log)}`);
    if (Date.now() > deadline) {
      const logs = servers.map(({ name, log }) => `${name}:\n${tail(log)}`).join('\n');
      const what = `kubectl ${args.join(' ')}`;
      throw new Error(`${what} did not succeed within ${PATIENCE_MS / 1000} s: ${result.stderr.trim()}\n${logs}`);
    }
    await sleep(100);
  }
}

const tail = (log) => readFileSync(log, 'utf8').split('\n').slice(-40).join('\n');

async function freePorts(count) {
  const listening = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  try {
    return await Promise.all(listening.map(port));
  } finally {
    listening.forEach((server) => server.close());
  }
}

const port = (server) =>
  new Promise((resolve, reject) => {
    server.once('listening', () => resolve(server.address().port)).once('error', reject);
  });
