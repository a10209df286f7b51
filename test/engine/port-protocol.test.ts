import { isServerFirst, PortProtocol, protocolClass, protocolName } from '../../src/engine/port-protocol';

interface Port { readonly number?: number; readonly name?: string; readonly appProtocol?: string }

const nameOf = ({ number = 1234, ...port }: Port) => protocolName({ number, ...port });

describe('the protocol of a Service port is', () => {
  test.each<[Port, string | undefined]>([
    [{ name: 'http' }, 'http'],
    [{ name: 'http-web' }, 'http'],
    [{ name: 'HTTP-Web' }, 'http'],
    [{ name: 'http2-web' }, 'http2'],
    [{ name: 'grpc' }, 'grpc'],
    [{ name: 'grpc-api' }, 'grpc'],
    [{ name: 'grpc-web' }, 'grpc-web'],
    [{ name: 'grpc-web-api' }, 'grpc-web'],
    [{ name: 'tcp-db' }, 'tcp'],
    [{ name: 'https' }, 'https'],
    [{ name: 'tls-db' }, 'tls'],
    [{ name: 'mongo' }, 'mongo'],
    [{ name: 'redis' }, 'redis'],
    [{ name: 'mysql' }, 'mysql'],
    // Only what stands before the first dash counts, and only as a whole.
    [{ name: 'web-http' }, undefined],
    [{ name: 'httpweb' }, undefined],
    [{ name: 'web' }, undefined],
    [{ name: '' }, undefined],
    [{}, undefined],
    // appProtocol beats the name, whatever it says.
    [{ name: 'tcp', appProtocol: 'http' }, 'http'],
    [{ name: 'http', appProtocol: 'TCP' }, 'tcp'],
    [{ name: 'http', appProtocol: 'example.com/own' }, undefined],
    [{ appProtocol: 'kubernetes.io/h2c' }, 'http2'],
    [{ appProtocol: 'kubernetes.io/ws' }, 'http'],
    [{ appProtocol: 'kubernetes.io/wss' }, 'https'],
    [{ name: 'kubernetes.io/h2c' }, undefined],
    // Ports whose servers may speak first are not sniffed.
    [{ number: 25 }, 'tcp'],
    [{ number: 53 }, 'tcp'],
    [{ number: 3306 }, 'tcp'],
    [{ number: 27017, name: 'db' }, 'tcp'],
    [{ number: 3306, name: 'mysql' }, 'mysql'],
    [{ number: 25, name: 'http' }, 'http'],
  ])('of %j: %s', (port, expected) => {
    expect(nameOf(port)).toBe(expected);
  });
});

test.each<[string | undefined, PortProtocol]>([
  ['http', 'http'], ['http2', 'http'], ['grpc', 'http'], ['grpc-web', 'http'],
  ['tcp', 'tcp'], ['https', 'tcp'], ['tls', 'tcp'], ['mongo', 'tcp'], ['redis', 'tcp'], ['mysql', 'tcp'],
  ['udp', 'tcp'], ['', 'auto'], [undefined, 'auto'],
])('the bytes of protocol %s are taken for %s', (name, expected) => {
  expect(protocolClass(name)).toBe(expected);
});

test('of all protocols only MySQL is known to let the server speak first', () => {
  expect(['mysql', 'mongo', 'redis', 'tcp', 'http', undefined].filter(isServerFirst)).toEqual(['mysql']);
});
