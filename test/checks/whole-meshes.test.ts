import { join } from 'node:path';
import type { Break } from '../../src/checks/breaks';
import { CATALOGUE } from '../../src/checks/catalogue';
import { CheckContext } from '../../src/checks/check-context';
import { runChecks } from '../../src/checks/run-checks';
import type { RuleName } from '../../src/engine/rules';
import { readCorpus } from '../oracle/corpus';
import type { GeneratedMesh } from '../oracle/generated-mesh';
import { aCheckContext, brief } from '../support/checked';
import { meshConfig, toYaml } from '../support/mesh-objects';

const meshesOf = (name: string): GeneratedMesh[] => readCorpus(join(__dirname, `../oracle/corpus/${name}.jsonl`)).meshes.map(({ mesh }) => mesh);
const MESHES = [...meshesOf('situations'), ...meshesOf('generated').filter((_, i) => i % 4 === 0)];
const OF_SERVERS = CATALOGUE.filter(({ id }) => id.startsWith('MTLS1'));

/** Causes of which checks of servers tell. */
const CAUSES: ReadonlySet<RuleName> = new Set<RuleName>(['no-proxy-client', 'port-not-captured', 'service-disable', 'server-speaks-first']);

class OneBreak extends CheckContext {
  public constructor(context: CheckContext, private readonly only: Break) {
    super(context.mesh);
  }

  public breaks(): readonly Break[] {
    return [this.only];
  }
}

/** The mesh with its mesh config, of which a JSON text is YAML too. */
function contextOf({ objects, meshConfig: config, ambient }: GeneratedMesh): CheckContext {
  return aCheckContext(toYaml([meshConfig(JSON.stringify(config)), ...objects]), { ambient });
}

function untold(mesh: GeneratedMesh): string[] {
  const context = contextOf(mesh);
  return context.breaks()
    .filter(({ cause, outcome }) => outcome !== 'depends' && CAUSES.has(cause.rule))
    .filter((found) => runChecks(new OneBreak(context, found), OF_SERVERS).every(({ connections }) => connections === undefined))
    .map(({ host, port, cause, group }) => `${mesh.id}: ${cause.rule} ${group.example.name} -> ${host.host}:${port.number}`);
}

const reversed = (mesh: GeneratedMesh): GeneratedMesh => ({ ...mesh, objects: [...mesh.objects].reverse() });
const findingsOf = (mesh: GeneratedMesh) => runChecks(contextOf(mesh), OF_SERVERS);
const briefOf = (mesh: GeneratedMesh): string => brief(findingsOf(mesh)).join('\n');

describe('in meshes of any kind', () => {
  test('a connection that fails because of its server is told of', () => {
    expect(MESHES.flatMap(untold)).toEqual([]);
  });

  test('the order of the manifests does not matter', () => {
    const differing = MESHES.filter((mesh) => briefOf(mesh) !== briefOf(reversed(mesh)));
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  test('a message fits a line or two', () => {
    const long = MESHES.flatMap(findingsOf).map(({ message }) => message).filter((message) => message.length > 260);
    expect(long).toEqual([]);
  });
});
