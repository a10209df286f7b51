import { aConnection } from './a-connection';
import { disappointment } from './expectation';

const CONNECTIONS = [aConnection(), aConnection({ subset: 'v1', sends: 'plaintext', outcome: 'refused' })];

test.each([
  'a/cli -> srv.b.svc.cluster.local:80: mtls mtls',
  'a/cli -> srv.b.svc.cluster.local:80 -> b/srv: mtls mtls',
  'a/cli -> srv.b.svc.cluster.local:80/v1: plaintext refused',
])('is met: %s', (expectation) => {
  expect(disappointment(expectation, CONNECTIONS)).toBeUndefined();
});

test.each([
  ['a/cli -> srv.b.svc.cluster.local:80: plaintext plaintext', 'sidecar sends mtls to sidecar STRICT: mtls'],
  ['a/cli -> srv.b.svc.cluster.local:81: mtls mtls', 'no such connection'],
  ['a/cli -> srv.b.svc.cluster.local:80 -> b/other: mtls mtls', 'no such connection'],
  ['a/cli to srv', 'is no expectation'],
])('is not met: %s', (expectation, why) => {
  expect(disappointment(expectation, CONNECTIONS)).toContain(why);
});
