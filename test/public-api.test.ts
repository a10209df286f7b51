import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { Callable, publicTypes, Type, TypeReference } from './support/assembly';

const TYPES = publicTypes();
const ENUMS = new Set(TYPES.filter(({ kind }) => kind === 'enum').map(({ fqn }) => fqn));

/** What a class of the API has to say about its type: a property, a parameter, what a method returns. */
interface Use { readonly where: string; readonly name: string; readonly type: TypeReference }

const callablesOf = (type: Type): Callable[] => [...type.initializer && !type.initializer.protected ? [type.initializer] : [], ...type.methods ?? []];

const USES: Use[] = TYPES.flatMap((type) => [
  ...(type.properties ?? []).map(({ name, type: of }) => ({ where: `${type.name}.${name}`, name, type: of })),
  ...callablesOf(type).flatMap((callable) => [
    ...(callable.parameters ?? []).map(({ name, type: of }) => ({ where: `${type.name}.${callable.name ?? 'constructor'}(${name})`, name, type: of })),
    ...callable.returns ? [{ where: `${type.name}.${callable.name}()`, name: callable.name ?? '', type: callable.returns.type }] : [],
  ]),
]);

/** A type, and those that its lists and maps hold. */
function* parts(type: TypeReference): Generator<TypeReference> {
  yield type;
  if (type.collection) yield* parts(type.collection.elementtype);
}

const usesWith = (matches: (type: TypeReference) => boolean) => USES.filter(({ type }) => [...parts(type)].some(matches)).map(({ where }) => where);

test('the public types are these', () => {
  expect(TYPES.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
    'class AmbientMeshPolicy', 'class AmbientNamespacePolicy', 'class AmbientPortPolicy', 'class ClientPolicy', 'class ClientPortPolicy', 'class ClientTls',
    'class Host', 'class Mesh', 'class MeshPolicy', 'class MeshWave', 'class MtlsException', 'class MtlsMigration', 'class MtlsValidation', 'class NamespacePolicy', 'class OwnCertificate',
    'class PortPolicy', 'class ServicePort', 'class Wave', 'class Workload', 'class WorkloadPolicy', 'class WorkloadPort',
    'enum AmbientMtlsMode', 'enum ClientTlsMode', 'enum MtlsMode', 'enum WaveStep',
    'interface AmbientMeshPolicyProps', 'interface AmbientNamespacePolicyProps', 'interface AmbientWorkloadPolicyProps', 'interface ClientPolicyProps',
    'interface FindWorkloadOptions', 'interface IValidationContext', 'interface IValidationReport', 'interface MeshOptions', 'interface MeshPolicyProps', 'interface MeshSettings', 'interface MeshWaveOptions',
    'interface MtlsMigrationProps', 'interface MtlsValidationProps', 'interface NamespacePolicyProps', 'interface OwnCertificateFiles', 'interface PolicyOptions', 'interface PortPolicyOptions',
    'interface ServerNameOptions', 'interface SimpleTlsOptions', 'interface ValidationViolation', 'interface ViolatingResource', 'interface WaveOptions', 'interface WorkloadPolicyProps',
  ]);
});

test('nothing is typed any, but toJson, which cdk8s declares so', () => {
  const inherited = new Set(TYPES.flatMap((type) => (type.methods ?? [])
    .filter(({ name, overrides }) => name === 'toJson' && overrides === 'cdk8s.ApiObject').map(({ name }) => `${type.name}.${name}()`)));
  expect(usesWith(({ primitive }) => primitive === 'any' || primitive === 'json').filter((where) => !inherited.has(where))).toEqual([]);
});

test('nothing is a union, which Java and C# would see as an object', () => {
  expect(usesWith(({ union }) => union !== undefined)).toEqual([]);
});

test('every mode and step is an enum, as a union of texts would be any text elsewhere', () => {
  const choices = USES.filter(({ name }) => /(mode|steps?)$/i.test(name));
  const known = ['MeshPolicyProps.mode', 'NamespacePolicyProps.mode', 'WorkloadPolicyProps.mode', 'MtlsMigrationProps.steps'];
  expect(choices.map(({ where }) => where)).toEqual(expect.arrayContaining(known));
  const texts = choices.filter(({ type }) => ![...parts(type)].some(({ fqn }) => fqn !== undefined && ENUMS.has(fqn)));
  expect(texts.map(({ where }) => where)).toEqual([]);
});

test('every type and member says what it is', () => {
  const silent = TYPES.flatMap((type) => [
    { name: type.name, docs: type.docs },
    ...[...type.properties ?? [], ...type.methods ?? [], ...type.members ?? []].map(({ name, docs }) => ({ name: `${type.name}.${name}`, docs })),
    ...callablesOf(type).flatMap((callable) => (callable.parameters ?? []).map(({ name, docs }) => ({ name: `${type.name}.${callable.name ?? 'constructor'}(${name})`, docs }))),
  ]).filter(({ docs }) => docs?.summary === undefined);
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every property that may be left out says what holds then', () => {
  const silent = TYPES.filter(({ kind }) => kind === 'interface')
    .flatMap((type) => (type.properties ?? []).filter(({ optional, docs }) => optional && docs?.default === undefined).map(({ name }) => `${type.name}.${name}`));
  expect(silent).toEqual([]);
});

test('no method has overloads, of which jsii keeps the first only', () => {
  const files = new Set(TYPES.map(({ locationInModule }) => locationInModule.filename));
  expect([...files].flatMap(overloadsIn)).toEqual([]);
});

/** The methods and constructors of a file that are declared more than once. */
function overloadsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(__dirname, '..', file), 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.filter((statement) => ts.isClassDeclaration(statement)).flatMap((declaration) => {
    const names = declaration.members.filter((member) => ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member))
      .map((member) => `${member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ? 'static ' : ''}${member.name?.getText() ?? 'constructor'}`);
    return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${declaration.name?.text}: ${name}`);
  });
}
