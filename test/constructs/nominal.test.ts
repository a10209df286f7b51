import { ClientPortPolicy, ClientTls, Host, MtlsMode, PortPolicy, ServicePort, WorkloadPort } from '../../src';

// The compiler is the judge: `npm test` compiles the tests, and fails where a line that is to be refused is not.
describe('an object of the same shape does not pass for', () => {
  test('a PortPolicy, whose reason it would leave unchecked', () => {
    // @ts-expect-error no PortPolicy
    const policy: PortPolicy = { port: WorkloadPort.number(3306), mode: MtlsMode.DISABLE, reason: '' };
    expect(policy).not.toBeInstanceOf(PortPolicy);
  });

  test('a ServicePort, whose number it would leave unchecked', () => {
    // @ts-expect-error no ServicePort
    const port: ServicePort = { host: Host.service('web', 'shop'), port: 70000 };
    expect(port).not.toBeInstanceOf(ServicePort);
  });

  test('a ClientPortPolicy', () => {
    // @ts-expect-error no ClientPortPolicy
    const policy: ClientPortPolicy = { port: Host.service('web', 'shop').port(80), tls: ClientTls.DISABLE };
    expect(policy).not.toBeInstanceOf(ClientPortPolicy);
  });
});
