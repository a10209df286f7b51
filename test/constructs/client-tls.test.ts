import { ClientPolicy, ClientTls, Host, OwnCertificate } from '../../src';
import { aChart, rulesOf } from '../support/app-builders';

const OWN = OwnCertificate.files({ certificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key' });
const OWN_WITH_CA = OwnCertificate.files({ certificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key', caCertificates: '/etc/certs/ca.crt' });

describe('ClientTls', () => {
  test.each([
    ['ISTIO_MUTUAL', ClientTls.ISTIO_MUTUAL, { mode: 'ISTIO_MUTUAL' }],
    ['DISABLE', ClientTls.DISABLE, { mode: 'DISABLE' }],
    ['simple', ClientTls.simple(), { mode: 'SIMPLE' }],
    ['simple, checked', ClientTls.simple({ sni: 'db.example.com', subjectAltNames: ['db.example.com'], caCertificates: '/etc/ssl/ca.crt' }), {
      mode: 'SIMPLE', sni: 'db.example.com', subjectAltNames: ['db.example.com'], caCertificates: '/etc/ssl/ca.crt',
    }],
    ['mutual', ClientTls.mutual(OWN), { mode: 'MUTUAL', clientCertificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key' }],
    ['mutual, checked', ClientTls.mutual(OWN_WITH_CA, { sni: 'db.example.com', subjectAltNames: ['db.example.com'] }), {
      mode: 'MUTUAL',
      clientCertificate: '/etc/certs/tls.crt',
      privateKey: '/etc/certs/tls.key',
      caCertificates: '/etc/certs/ca.crt',
      sni: 'db.example.com',
      subjectAltNames: ['db.example.com'],
    }],
  ])('writes %s as a DestinationRule spells it', (_kind, tls, expected) => {
    const chart = aChart();
    new ClientPolicy(chart, 'to-db', { host: Host.service('db', 'shop'), tls });
    expect(rulesOf(chart)[0].spec.trafficPolicy).toEqual({ tls: expected });
    expect(tls.mode).toBe(expected.mode);
  });

  test.each([
    ['simple', () => ClientTls.simple({ subjectAltNames: [] }), 'SIMPLE'],
    ['mutual', () => ClientTls.mutual(OWN, { subjectAltNames: [] }), 'MUTUAL'],
  ])('refuses names of which there are none: %s', (_kind, make, mode) => {
    expect(make).toThrow(new Error(`ClientTls ${mode}: subjectAltNames: got []; allowed: one name or more; leave it out to accept the name that is dialled`));
  });
});

describe('OwnCertificate', () => {
  test.each(['certificate', 'privateKey', 'caCertificates'])('refuses an empty path of %s', (field) => {
    const files = { certificate: '/c', privateKey: '/k', caCertificates: '/ca' };
    expect(() => OwnCertificate.files({ ...files, [field]: '' })).toThrow(
      new Error(`OwnCertificate.files: ${field}: got ""; allowed: a path in the proxy's container; mount the file and name it`));
  });

  test.each(['certificate', 'privateKey'])('wants a path of %s, also from a language that cannot see that it is missing', (field) => {
    const files = { certificate: '/c', privateKey: '/k' };
    expect(() => OwnCertificate.files({ ...files, [field]: undefined })).toThrow(
      new Error(`OwnCertificate.files: ${field}: got undefined; allowed: a path in the proxy's container; mount the file and name it`));
  });
});
