// The first half of the suite: every manifest that we emit is accepted by the server, document by document.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// One line per document, also of kinds that no server knows.
const IDENTITY = '{.apiVersion}{"\\t"}{.kind}{"\\t"}{.metadata.namespace}{"\\t"}{.metadata.name}{"\\n"}';

// A bare namespace needs neither check; each would fetch the server's whole OpenAPI, four times the cost of the rest.
const APPLY_BARE = ['apply', '--validate=false', '--openapi-patch=false', '--filename=-'];

// What `kubectl delete` says of documents whose kind is not served: there is nothing of them to delete.
const NOT_SERVED = /^(error: )?unable to recognize .*no matches for kind.*\n?/gm;

export const manifestsIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));

/** Applies one file as if the server were new: what it left behind is removed before this resolves. */
export async function accepted(server, file) {
  const read = await identities(server, file);
  if (read.failure) return refusal(file, read.failure);
  const { documents } = read;
  if (documents.length === 0) return refusal(file, 'no documents: an empty manifest proves nothing');

  const namespaces = await server.kubectl(APPLY_BARE, { input: bareNamespaces(documents) });
  if (namespaces.status !== 0) return refusal(file, namespaces.stderr);
  const { status, stderr } = await server.kubectl(['apply', '--filename', file]);
  await remove(server, documents);
  if (status !== 0) return refusal(file, stderr);
  return { passed: true, lines: [`ok ${file} (${documents.length} objects)`, ...indented(stderr)] };
}

const refusal = (file, message) => ({ passed: false, lines: [`not ok ${file}`, ...indented(message)] });

const indented = (text) => text.split('\n').filter(Boolean).map((line) => `    ${line}`);

async function identities(server, file) {
  // A patch that changes nothing, never sent: the only way to have kubectl read documents of unknown kinds.
  const reading = ['patch', '--local', '--type=merge', '--patch={}', `--output=jsonpath=${IDENTITY}`];
  const { status, stdout, stderr } = await server.kubectl([...reading, '--filename', file]);
  if (stderr.startsWith('error: no objects passed')) return { documents: [] };
  if (status !== 0) return { failure: stderr };
  const documents = stdout.trimEnd().split('\n').map((line) => {
    const [apiVersion, kind, namespace, name] = line.split('\t');
    return { apiVersion, kind, metadata: namespace ? { namespace, name } : { name } };
  });
  return { documents };
}

const isNamespace = ({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace';

// Bare, and applied: it also takes away the labels that an earlier file gave to a namespace of this name.
function bareNamespaces(documents) {
  const names = documents.map(({ kind, metadata, apiVersion }) =>
    isNamespace({ apiVersion, kind }) ? metadata.name : (metadata.namespace ?? 'default'),
  );
  return list([...new Set(names)].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
}

// Not the namespaces: without a controller they would stay "Terminating" and refuse everything that follows.
async function remove(server, documents) {
  const input = list(documents.filter((document) => !isNamespace(document)));
  const deletion = ['delete', '--filename=-', '--ignore-not-found', '--force', '--grace-period=0', '--timeout=20s'];
  const { status, stderr } = await server.kubectl(deletion, { input });
  const failures = stderr.replace(NOT_SERVED, '').replace(/^Warning: .*\n?/gm, '').trim();
  if (status !== 0 && failures) {
    throw new Error(`objects of one file could not be removed, so the next files cannot be judged: ${failures}`);
  }
}

const list = (items) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
