import type { ExplainOptions } from './explain-options';
import { ExitCode } from '../exit-code';
import { explanationsOf } from '../explain/explanations';
import { findTargets, Question } from '../explain/find-targets';
import { findWorkloads } from '../input/find-names';
import { readMesh } from '../input/read-mesh';
import { explainJson } from '../output/explain-json';
import { explainText } from '../output/explain-text';
import { print } from '../output/printer';
import { styleOf } from '../output/style';
import type { Terminal } from '../terminal';
import { UsageError, UsageProblems } from '../usage-error';

/** Says why connections work or do not: for a service port or a workload port, from one client or from every kind of client. */
export async function explain(paths: readonly string[], options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const question = questionOf(options);
  const { mesh, lines } = await readMesh(paths, options, terminal);
  const problems = new UsageProblems();
  const { targets, servers } = findTargets(mesh, question, problems);
  const clients = options.from && findWorkloads('--from', options.from, mesh, problems);
  problems.throwAny();
  const explanations = explanationsOf(mesh, targets, clients);
  const bare = targets.length === 0 && 'to' in question ? servers.map((workload) => ({ workload, port: question.workloadPort })) : [];
  await print(terminal.stdout, options.format === 'json' ? explainJson(explanations, lines) : explainText(mesh, explanations, bare, lines, styleOf(terminal)));
  return ExitCode.OK;
}

function questionOf({ host, port, to, workloadPort }: ExplainOptions): Question {
  if (host !== undefined && port !== undefined && to === undefined && workloadPort === undefined) return { host, port };
  if (to !== undefined && workloadPort !== undefined && host === undefined && port === undefined) return { to, workloadPort };
  const got = Object.entries({ '--host': host, '--port': port, '--to': to, '--workload-port': workloadPort }).filter(([, value]) => value !== undefined).map(([name]) => name);
  throw new UsageError([`explain: got ${got.length === 0 ? 'none of them' : got.join(', ')}; allowed: --host with --port (what clients dial), or --to with --workload-port (where a container listens)`]);
}
