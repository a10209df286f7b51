// The programs that the suite needs, built on the first call, and Istio's CRDs.
import { fileURLToPath } from 'node:url';
import { ownProcesses } from './own-processes.mjs';

const script = (name) => fileURLToPath(new URL(`../tools/${name}`, import.meta.url));

export async function buildTools() {
  const processes = ownProcesses();
  const lines = async (command, args) => {
    const { status, stdout } = await processes.run(command, args, { env: process.env, showErrors: true });
    if (status !== 0) throw new Error(`${command} ended with status ${status}: see its messages above`);
    return stdout.trim().split('\n');
  };
  try {
    const [etcd, kubeApiserver, kubectl] = await lines(script('build.sh'), ['etcd', 'kube-apiserver', 'kubectl']);
    const [crds] = await lines(script('istio-crds.sh'), []);
    return { etcd, kubeApiserver, kubectl, crds };
  } finally {
    await processes.close();
  }
}
