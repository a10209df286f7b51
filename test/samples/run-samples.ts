import { relative } from 'node:path';
import { meshOf, Sample, samplesBelow } from './sample';
import { findingsOf } from './sample-findings';
import type { CheckFinding } from '../../src/checks/run-checks';
import { compare } from '../oracle/compare';
import type { GeneratedMesh } from '../oracle/generated-mesh';
import { OracleConnection, ownerTitle } from '../oracle/oracle-connection';
import { OracleProcess } from '../oracle/oracle-process';
import { verdictsOf } from '../oracle/ours';

/** Whether no sample gives a false alarm, and each connection the same verdict as istiod's. */
export async function runSamples(folder: string, binary: string): Promise<boolean> {
  const { samples, unreadable } = samplesBelow(folder);
  const oracle = new OracleProcess(binary);
  const counts = { passed: 0, failed: 0, connections: 0 };
  const check = (title: string, problems: readonly string[]) => {
    if (problems.length === 0) counts.passed += 1;
    else counts.failed += 1;
    for (const problem of problems) console.log(`${title}: ${problem}`);
  };
  try {
    for (const sample of samples) {
      const title = relative(folder, sample.file);
      check(title, alarms(sample, false, []));
      const mesh = meshOf(sample, true);
      const connections = await ask(oracle, mesh);
      if (connections === undefined) {
        check(`${title}, injected, not compared`, alarms(sample, true, []));
        continue;
      }
      counts.connections += connections.length;
      check(`${title}, injected`, [
        ...compare(connections, verdictsOf(mesh)).map(({ question, oracle: theirs, ours }) => `${question}: istiod says ${theirs}, we say ${ours}`),
        ...alarms(sample, true, connections),
      ]);
    }
    check('samples', counts.connections > 0 ? [] : ['no connection was compared']);
  } catch (error) {
    check('oracle', [(error as Error).message]);
  } finally {
    oracle.close();
  }
  console.log(`${samples.length} files of Istio's samples, ${counts.connections} connections; ${unreadable.length} files are no Kubernetes objects as they stand (templates)`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
}

/** What istiod says; undefined where its own injection refuses the sample, which wants something installed that is not there. */
async function ask(oracle: OracleProcess, mesh: GeneratedMesh): Promise<readonly OracleConnection[] | undefined> {
  try {
    return (await oracle.ask(mesh)).connections;
  } catch (error) {
    if (!(error as Error).message.includes('failed to run injection template')) throw error;
    console.log(`${mesh.id}: not compared: ${(error as Error).message}`);
    return undefined;
  }
}

/** Errors and warnings that no connection of the oracle's confirms. */
function alarms(sample: Sample, injected: boolean, connections: readonly OracleConnection[]): string[] {
  const failing = connections.filter(({ outcome }) => outcome === 'refused' || outcome === 'broken');
  const confirms = ({ resource, message }: CheckFinding) => failing.some(({ client, server, host }) => message.includes(host)
    || [client, server].some((owner) => owner !== null && resource === ownerTitle(owner)));
  return findingsOf(meshOf(sample, injected))
    .filter((finding) => finding.severity !== 'info' && !(finding.connections !== undefined && confirms(finding)))
    .map(({ severity, check, resource, message }) => `${severity} ${check.id} ${resource}: ${message}`);
}
