import { readSilences } from '../../src/manifests/read-silences';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const SILENCE = 'mtls.cdk8s.io/silence';

function aRule(silence: unknown, metadata: object = { namespace: 'shop' }): ReturnType<typeof aManifest> {
  return aManifest({ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'orders', ...metadata, annotations: { [SILENCE]: silence } } } as never);
}

function read(silence: unknown): string[] {
  const { silences, broken } = readSilences([aRule(silence)]);
  return [...silences.map(({ id, reason }) => `${id}: ${reason}`), ...broken.map(({ got }) => `broken: ${got}`)];
}

describe('the silences of an object', () => {
  test.each([
    ['one', 'MTLS201: known', ['MTLS201: known']],
    ['several, a line each', 'MTLS201: known\nMTLS203: known too\n', ['MTLS201: known', 'MTLS203: known too']],
    ['several on one line', 'MTLS201: known; MTLS203: known too;', ['MTLS201: known', 'MTLS203: known too']],
    ['one with a semicolon and a colon in its reason', 'MTLS201: known; see JIRA: 12', ['MTLS201: known; see JIRA: 12']],
    ['one without a reason', 'MTLS201:', ['broken: MTLS201:']],
    ['one without an id', 'it is known', ['broken: it is known']],
    ['nothing', '', ['broken: ']],
  ])('may be %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('name the object as findings do', () => {
    const resources = [aRule('MTLS201: x'), aRule('MTLS201: x', {}), { ...aRule('MTLS201: x', {}), object: { kind: 'Namespace', metadata: { name: 'shop', annotations: { [SILENCE]: 'MTLS101: x' } } } }];
    expect(readSilences(resources).silences.map(({ resource }) => resource)).toEqual(['DestinationRule shop/orders', 'DestinationRule default/orders', 'Namespace shop']);
  });

  test.each(ANY_JSON.filter((value) => typeof value !== 'string'))('are none where the annotation is %j', (value) => {
    expect(read(value)).toEqual([]);
  });
});
