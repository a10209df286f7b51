import { Include } from 'cdk8s';
import { ClientPolicy, ClientTls, Host } from '../../src';
import { aChart, rulesOf, service, workload } from '../support/app-builders';
import { tempFolder } from '../support/temp-folder';

const LABEL = 'a DNS label: at most 63 of a-z, 0-9 and "-", a letter or digit first and last';

describe('Host.ofService', () => {
  test('takes an Include that holds one Service', () => {
    const chart = aChart();
    const folder = tempFolder({ 'bar.yaml': '{ apiVersion: v1, kind: Service, metadata: { name: bar, namespace: foo }, spec: { ports: [{ port: 80 }] } }' });
    new ClientPolicy(chart, 'to-bar', { host: Host.ofService(new Include(chart, 'include', { url: `${folder}/bar.yaml` })), tls: ClientTls.DISABLE });
    expect(rulesOf(chart)[0].spec.host).toBe('bar.foo.svc.cluster.local');
  });

  test('refuses a construct that is no Service', () => {
    const chart = aChart();
    expect(() => Host.ofService(workload(chart, 'orders'))).toThrow(new Error(
      'Service policies/orders: got "Deployment"; allowed: a construct that holds a Service; give the Service itself, or name it with Host.service(name, namespaceName)'));
  });

  test('refuses a construct with several Services, and names them', () => {
    const chart = aChart();
    for (const name of ['a', 'b']) service(chart, name, {}, []);
    expect(() => Host.ofService(chart)).toThrow(new Error(
      'Service policies: got "Service a, Service b"; allowed: a construct that holds exactly one Service; '
      + 'give the Service itself, or name it with Host.service(name, namespaceName)'));
  });

  test('refuses a construct without any', () => {
    expect(() => Host.ofService(aChart())).toThrow(new Error(
      'Service policies: got "no Kubernetes object at all"; allowed: a construct that holds exactly one Service; '
      + 'give the Service itself, or name it with Host.service(name, namespaceName)'));
  });
});

describe('the names of hosts', () => {
  test.each([
    ['a Service with its namespace', () => Host.service('bar.foo', 'foo'), `Host.service: serviceName: got "bar.foo"; allowed: ${LABEL}; give the Service's metadata.name, without its namespace`],
    ['a Service of upper case', () => Host.service('Bar', 'foo'), `Host.service: serviceName: got "Bar"; allowed: ${LABEL}; give the Service's metadata.name, without its namespace`],
    ['a namespace that is none', () => Host.service('bar', ''), `Host.service: namespaceName: got ""; allowed: ${LABEL}; give the Namespace's metadata.name`],
    ['an external host without a dot', () => Host.external('api', 'foo'), 'Host.external: hostname: got "api"; allowed: a full host name with at least one dot; use Host.service for Services, Host.wildcard for patterns'],
    ['an external pattern', () => Host.external('*.example.com', 'foo'), 'Host.external: hostname: got "*.example.com"; allowed: a full host name with at least one dot; use Host.service for Services, Host.wildcard for patterns'],
    ['a URL', () => Host.external('https://api.example.com', 'foo'), 'Host.external: hostname: got "https://api.example.com"; allowed: a full host name with at least one dot; use Host.service for Services, Host.wildcard for patterns'],
    ['a namespace of an external host that is none', () => Host.external('api.example.com', 'Foo'), `Host.external: namespaceName: got "Foo"; allowed: ${LABEL}; give the Namespace's metadata.name`],
    ['a pattern in the middle', () => Host.wildcard('a.*.local', []), 'Host.wildcard: pattern: got "a.*.local"; allowed: "*", or "*." and the end of a host name; write "*.local" for all Services, or "*.foo.svc.cluster.local" for a namespace'],
    ['a pattern without a dot', () => Host.wildcard('*local', []), 'Host.wildcard: pattern: got "*local"; allowed: "*", or "*." and the end of a host name; write "*.local" for all Services, or "*.foo.svc.cluster.local" for a namespace'],
    ['a pattern of nothing', () => Host.wildcard('*.', []), 'Host.wildcard: pattern: got "*."; allowed: "*", or "*." and the end of a host name; write "*.local" for all Services, or "*.foo.svc.cluster.local" for a namespace'],
    ['an excluded pattern', () => Host.wildcard('*', [Host.wildcard('*.local', [])]), 'Host.wildcard: excluding: got "*.local"; allowed: single hosts; list the hosts that the pattern would reach one by one'],
    ['no list of excluded hosts', () => Host.wildcard('*', undefined as never), 'Host.wildcard: excluding: got undefined; allowed: a list of hosts; list each Service with an endpoint that has no proxy, or [] when there is none'],
    ['a port that is none', () => Host.service('bar', 'foo').port(0), 'Host.port: got 0; allowed: a whole number from 1 to 65535; give the port that clients dial'],
  ])('are refused where they are written: %s', (_what, make, message) => {
    expect(make).toThrow(new Error(message));
  });

  test('of a port are read back', () => {
    const host = Host.service('bar', 'foo');
    expect([host.port(80).port, host.port(80).host]).toEqual([80, host]);
  });
});
