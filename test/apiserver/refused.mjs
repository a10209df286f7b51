// The second half of the suite: what our library refuses, the server's own schema and CEL rules refuse as well.

// Said by kubectl of an answer 422 of the server, and of nothing that kubectl found out by itself.
const INVALID = /^The \S+ "[^"]*" is invalid: ?/;

// Added by the server to the real reasons whenever it did not get as far as the CEL rules.
const NOT_ALL_CHECKED = 'some validation rules were not checked';

export async function refused(server, { name, manifest, ours }) {
  const input = JSON.stringify(manifest);
  // Without validation kubectl and the server's strict field check stand aside: only schema and CEL can refuse.
  const { status, stderr } = await server.kubectl(['apply', '--validate=false', '--filename=-'], { input });
  if (status === 0) {
    await server.kubectl(['delete', '--filename=-'], { input });
    return row(false, name, 'accepted it', ours);
  }
  if (!INVALID.test(stderr)) return row(false, name, `did not judge it: ${stderr.trim()}`, ours);
  return row(Boolean(ours), name, reasons(stderr), ours);
}

const reasons = (stderr) =>
  stderr
    .replace(INVALID, '')
    .split('\n')
    .map((line) => line.replace(/^\* /, '').trim())
    .filter((line) => line && !line.includes(NOT_ALL_CHECKED))
    .join('; ');

const row = (passed, name, server, ours) => ({
  passed,
  lines: [
    `${passed ? 'ok' : 'not ok'} refused: ${name}`,
    `    server  ${server}`,
    `    ours    ${ours || 'no message: give one with --ours'}`,
  ],
});
