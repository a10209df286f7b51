import { Command, Option } from 'commander';
import type { CheckOptions } from './commands/check-options';
import type { ConnectionsOptions } from './commands/connections-options';
import type { ExplainOptions } from './commands/explain-options';
import { ExitCode } from './exit-code';
import { LAZY } from './lazy-commands';
import { addMeshOptions, PATHS } from './options/mesh-options';
import type { MeshOptions } from './options/mesh-options';
import { namespaces, portNumber, qualified } from './options/parse-values';
import { readVersion } from './read-version';
import type { Terminal } from './terminal';

const EXIT_CODES = 'Exit codes: 0 nothing at or above --fail-on (error), 1 there is, 2 wrong usage or unreadable input.';

/** The program's commands and options. `finish` is told the exit code of the one that ran. */
export function createProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const program = new Command('istio-mtls');
  program.configureOutput({
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
    getOutHelpWidth: () => terminal.stdout.columns ?? 100,
    getErrHelpWidth: () => terminal.stderr.columns ?? 100,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  program.exitOverride().showHelpAfterError('run istio-mtls --help for what there is')
    .description('Takes an Istio mesh from plaintext to STRICT mutual TLS, one reviewable step at a time.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', `\nPATH is a file or folder of Kubernetes YAML or JSON, or - for standard input. Without one, the app that cdk8s.yaml\nnames is synthesized and judged.\n\n${EXIT_CODES}`);
  addCheck(program, terminal, finish);
  addConnections(program, terminal, finish);
  addExplain(program, terminal, finish);
  addList(program, terminal, finish);
  return program;
}

type Finish = (code: ExitCode) => void;

function addCheck(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program.command('check').summary('find what breaks, or would break')
    .description('Finds connections that fail and policies that do not do what they say, and says what to change.')
    .argument(...PATHS)
    .addOption(new Option('--assume <mode>', 'what would break if the mesh, or the namespaces of -n, had this mode').choices(['STRICT', 'PERMISSIVE', 'DISABLE']))
    .option('-n, --namespace <namespaces>', 'with --assume: only these namespaces; may be repeated, or separated by commas', namespaces)
    .option('--known <namespaces>', 'namespaces of which the manifests hold everything, so that what they lack is not there', namespaces)
    .addOption(new Option('--fail-on <severity>', 'the mildest finding that makes the exit code 1').choices(['error', 'warning', 'info']).default('error'))
    .addOption(new Option('--format <format>', 'how to print the findings').choices(['text', 'json', 'sarif', 'junit']).default('text'))
    .option('--all', 'print every finding, not only what fits a screen');
  addMeshOptions(command)
    .addHelpText('after', `\n${EXIT_CODES}`)
    .action(async (paths: string[], options: CheckOptions) => finish(await LAZY.check()(paths, options, terminal)));
}

function addConnections(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program.command('connections').summary('list what becomes of every connection')
    .description('Lists every client workload, service port, subset and server workload, and what becomes of connections between them.')
    .argument(...PATHS)
    .option('--from <namespace/name>', 'only this client workload', qualified)
    .option('--to <namespace/name>', 'only this server workload, or the servers of this Service', qualified)
    .addOption(textOrJson());
  addMeshOptions(command)
    .action(async (paths: string[], options: ConnectionsOptions) => finish(await LAZY.connections()(paths, options, terminal)));
}

function addExplain(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program.command('explain').summary('say why a connection works or does not')
    .description('Says in plain words why connections to a service port, or to a port of a workload, work or do not.')
    .argument(...PATHS)
    .option('--host <host>', 'the host that clients dial, such as orders.shop.svc.cluster.local, or orders.shop')
    .option('--port <port>', 'the service port that they dial', portNumber)
    .option('--to <namespace/workload>', 'the server workload, instead of --host', qualified)
    .option('--workload-port <port>', 'the port that its container listens on, instead of --port', portNumber)
    .option('--from <namespace/workload>', 'only this client; else every kind of client that there is', qualified)
    .addOption(textOrJson());
  addMeshOptions(command)
    .action(async (paths: string[], options: ExplainOptions) => finish(await LAZY.explain()(paths, options, terminal)));
}

function addList(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program.command('list').summary('list the policies and what is still PERMISSIVE')
    .description('Lists PeerAuthentications: scope, mode, ports, workloads, age, what overrides them, and what is still PERMISSIVE.')
    .argument(...PATHS)
    .addOption(textOrJson());
  addMeshOptions(command)
    .action(async (paths: string[], options: MeshOptions & { format: 'text' | 'json' }) => finish(await LAZY.list()(paths, options, terminal)));
}

function textOrJson(): Option {
  return new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text');
}
