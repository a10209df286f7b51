import { aConnection, OUTSIDE } from './a-connection';
import { compare } from './compare';
import type { OracleConnection } from './oracle-connection';

const QUESTION = 'Deployment a/cli -> srv.b.svc.cluster.local:80 -> Deployment b/srv:8080';

test('the same verdicts, in whatever order, are no mismatch', () => {
  const two = [aConnection(), aConnection({ subset: 'v1', sends: 'plaintext', outcome: 'refused' })];
  expect(compare(two, [...two].reverse())).toEqual([]);
});

test.each<[string, Partial<OracleConnection>, string]>([
  ['outcome', { outcome: 'broken' }, 'sidecar sends mtls to sidecar STRICT: broken'],
  ['what is sent', { sends: 'hbone' }, 'sidecar sends hbone to sidecar STRICT: mtls'],
  ['mode', { serverMode: 'PERMISSIVE' }, 'sidecar sends mtls to sidecar PERMISSIVE: mtls'],
  ['client\'s data plane', { clientDataPlane: 'ambient' }, 'ambient sends mtls to sidecar STRICT: mtls'],
  ['server\'s data plane', { serverDataPlane: 'none' }, 'sidecar sends mtls to none STRICT: mtls'],
])('another %s is one', (_, rest, ours) => {
  expect(compare([aConnection()], [aConnection(rest)])).toEqual([{ question: QUESTION, oracle: 'sidecar sends mtls to sidecar STRICT: mtls', ours }]);
});

test('a connection that one of them does not list is one', () => {
  expect(compare([aConnection()], [])).toMatchObject([{ question: QUESTION, ours: 'no such connection' }]);
  expect(compare([], [aConnection()])).toMatchObject([{ question: QUESTION, oracle: 'no such connection' }]);
});

test('addresses outside of one host and port are one server', () => {
  const outside = aConnection({ ...OUTSIDE, sends: 'plaintext', outcome: 'plaintext' });
  expect(compare([outside, outside], [outside])).toEqual([]);
  expect(compare([outside, { ...outside, outcome: 'depends' }], [outside])).toMatchObject([
    { oracle: 'sidecar sends plaintext to outside: depends | sidecar sends plaintext to outside: plaintext', ours: 'sidecar sends plaintext to outside: plaintext' },
  ]);
});

test('hosts outside have no server', () => {
  expect(compare([aConnection({ ...OUTSIDE, sends: 'plaintext', outcome: 'plaintext' })], [])[0]).toMatchObject({
    question: 'Deployment a/cli -> srv.b.svc.cluster.local:80 -> outside:8080',
    oracle: 'sidecar sends plaintext to outside: plaintext',
  });
});
