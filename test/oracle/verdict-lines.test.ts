import { aConnection, anOwner, OUTSIDE } from './a-connection';
import { decodeVerdicts, encodeVerdicts } from './verdict-lines';

const CONNECTIONS = [
  aConnection({ client: anOwner('a/bot', 'CronJob'), clientDataPlane: 'none', sends: 'plaintext', outcome: 'refused' }),
  aConnection({ subset: 'v1' }),
  aConnection({ subset: 'v1', client: anOwner('a/web') }),
  aConnection({ ...OUTSIDE, host: 'api.example.com', servicePort: 443, workloadPort: 443, sends: 'app-tls', outcome: 'app-tls' }),
];

test('clients with one verdict share a line', () => {
  expect(encodeVerdicts(CONNECTIONS)).toEqual({
    parties: ['none CronJob a/bot', 'sidecar Deployment a/cli', 'sidecar Deployment a/web', 'sidecar Deployment b/srv'],
    verdicts: [
      'api.example.com:443/ -:443 app-tls - app-tls 1',
      'srv.b.svc.cluster.local:80/ 3:8080 plaintext STRICT refused 0',
      'srv.b.svc.cluster.local:80/v1 3:8080 mtls STRICT mtls 1,2',
    ],
  });
});

test('nothing is lost', () => {
  const decoded = decodeVerdicts(encodeVerdicts(CONNECTIONS));
  expect(decoded).toHaveLength(CONNECTIONS.length);
  expect(decoded).toEqual(expect.arrayContaining(CONNECTIONS));
});

test('the order of connections does not matter', () => {
  expect(encodeVerdicts([...CONNECTIONS].reverse())).toEqual(encodeVerdicts(CONNECTIONS));
});

test('a line that is none is refused', () => {
  expect(() => decodeVerdicts({ parties: [], verdicts: ['srv mtls'] })).toThrow("'srv mtls' is no line of a corpus");
});
