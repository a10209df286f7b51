// What etcd, kube-apiserver and kubectl are told, so that they serve this machine alone and need no controller.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOST = '127.0.0.1';

// Both would wait for something that is not here: in-cluster webhooks to answer, a controller to release volumes.
const ADMISSION_OFF = ['ServiceAccount', 'MutatingAdmissionWebhook', 'ValidatingAdmissionWebhook', 'StorageObjectInUseProtection'];

// Whatever a manifest makes the server call inside the cluster (an APIService, a conversion webhook) ends here.
const egressTo = (nobody) => ({
  apiVersion: 'apiserver.k8s.io/v1beta1',
  kind: 'EgressSelectorConfiguration',
  egressSelections: [
    { name: 'cluster', connection: { proxyProtocol: 'HTTPConnect', transport: { uds: { udsName: nobody } } } },
  ],
});

/** Writes the files that the servers and kubectl read; returns their command lines and kubectl's environment. */
export function serverSettings(folder, { client, peer, secure }) {
  const file = (name) => join(folder, name);
  const token = randomUUID();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const write = (name, text) => writeFileSync(file(name), text, { mode: 0o600 });
  write('tokens', `${token},admin,1,"system:masters"\n`);
  write('service-accounts.pem', privateKey.export({ type: 'sec1', format: 'pem' }));
  write('egress.json', JSON.stringify(egressTo(file('no-such-socket'))));
  write('kubeconfig', JSON.stringify(clientConfig(secure, token)));

  const etcdUrl = `http://${HOST}:${client}`;
  const peerUrl = `http://${HOST}:${peer}`;
  return {
    etcd: [
      `--data-dir=${file('etcd')}`,
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
      '--unsafe-no-fsync',
    ],
    kubeApiserver: [
      `--etcd-servers=${etcdUrl}`,
      `--bind-address=${HOST}`,
      `--secure-port=${secure}`,
      `--cert-dir=${file('certificates')}`,
      `--token-auth-file=${file('tokens')}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${file('service-accounts.pem')}`,
      `--service-account-signing-key-file=${file('service-accounts.pem')}`,
      '--service-cluster-ip-range=10.0.0.0/16',
      '--allow-privileged=true', // as on every cluster that runs Istio's CNI
      // Never called; without it a machine that has only a loopback interface cannot start the server.
      '--advertise-address=192.0.2.1',
      '--endpoint-reconciler-type=none',
      `--egress-selector-config-file=${file('egress.json')}`,
      `--disable-admission-plugins=${ADMISSION_OFF}`,
    ],
    kubeconfig: file('kubeconfig'),
    // Nothing of the user's own: no home, no cached discovery, no preferences, no proxy.
    kubectlEnv: {
      HOME: folder,
      KUBECONFIG: file('kubeconfig'),
      KUBECACHEDIR: file('cache'),
      KUBECTL_KUBERC: 'false',
    },
  };
}

function clientConfig(port, token) {
  const name = 'test';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name, cluster: { server: `https://${HOST}:${port}`, 'certificate-authority': 'certificates/apiserver.crt' } },
    ],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
}
