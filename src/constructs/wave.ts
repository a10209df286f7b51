import { checkIs, checkListOf } from './private/check-types';
import { checkNamespaceName, checkSelector } from './private/check-values';
import { refuse } from './private/refuse';
import { Workload } from './workload';
import type { Labels } from '../model/labels';

/** What to write where `after` is something else. */
export const AFTER = 'list the waves themselves: after: [canary]';

/** The order among waves. */
export interface WaveOptions {
  /**
   * Waves that this one may not pass: it can take a step only when each of them has taken it.
   * @default - the wave moves on its own
   */
  readonly after?: Wave[];
}

/**
 * A named set of workloads that goes to STRICT together.
 *
 * A wave of workloads emits a policy for each; a wave of namespaces emits one for each namespace, and new workloads
 * there belong to it by themselves. A workload that a wave names, or whose labels it names, is no part of the wave of
 * its namespace.
 */
export class Wave {
  /**
   * Single workloads: a canary, or a service that wants care.
   * @param waveName the wave's name in the plan, in messages and in commands.
   * @param workloads what is in it.
   * @param options the order among waves.
   * @throws Error when the name is none, or the list is empty.
   */
  public static workloads(waveName: string, workloads: Workload[], options: WaveOptions = {}): Wave {
    const list = checkList(`Wave.workloads "${waveName}"`, workloads, 'a list of one workload or more');
    for (const workload of list) checkIs(`Wave.workloads "${waveName}"`, workload, Workload, 'use Workload.of(…) or Workload.labelled(…); Wave.namespaces takes names of namespaces');
    return new Wave(waveName, { kind: 'workloads', workloads: list }, options);
  }

  /**
   * Whole namespaces.
   * @param waveName the wave's name in the plan, in messages and in commands.
   * @param namespaceNames the namespaces in it.
   * @param options the order among waves.
   * @throws Error when the name is none, the list is empty, or a namespace is no DNS label.
   */
  public static namespaces(waveName: string, namespaceNames: string[], options: WaveOptions = {}): Wave {
    const namespaces = checkList(`Wave.namespaces "${waveName}"`, namespaceNames, 'a list of one namespace or more');
    for (const name of namespaces) checkNamespaceName(`Wave.namespaces "${waveName}"`, name);
    return new Wave(waveName, { kind: 'namespaces', namespaces: [...new Set(namespaces)] }, options);
  }

  /**
   * The known workloads, in whatever namespace, whose pods have these labels.
   * @param waveName the wave's name in the plan, in messages and in commands.
   * @param labels one or more labels.
   * @param options the order among waves.
   * @throws Error when the name is none, or there is no label or one that no pod may have.
   */
  public static labelled(waveName: string, labels: { [key: string]: string }, options: WaveOptions = {}): Wave {
    return new Wave(waveName, { kind: 'labelled', labels: checkSelector(`Wave.labelled "${waveName}"`, labels) }, options);
  }

  /** The wave's name. */
  public readonly waveName: string;

  /** @internal */
  public readonly _contents: WaveContents;

  /** @internal */
  public readonly _after: readonly Wave[];

  private constructor(waveName: string, contents: WaveContents, options: WaveOptions) {
    this.waveName = checkWaveName('Wave', waveName);
    this._contents = contents;
    this._after = [...checkListOf('after of Wave', options?.after ?? [], Wave, AFTER)];
  }
}

/** What a wave was told to hold. */
export type WaveContents =
  | { readonly kind: 'workloads'; readonly workloads: readonly Workload[] }
  | { readonly kind: 'namespaces'; readonly namespaces: readonly string[] }
  | { readonly kind: 'labelled'; readonly labels: Labels };

export function checkWaveName(what: string, name: string): string {
  return typeof name === 'string' && /^[a-z0-9]([-a-z0-9_.]*[a-z0-9])?$/.test(name) ? name
    : refuse(`name of ${what}`, name, 'a-z, 0-9, "-", "_" and ".", a letter or digit first and last', 'name the wave for what is in it, such as "canary"');
}

function checkList<T>(what: string, list: T[], allowed: string): T[] {
  return Array.isArray(list) && list.length > 0 ? [...list] : refuse(what, list, allowed, 'list what is in the wave, or leave the wave out');
}
