import { Break, breaksOf } from './breaks';
import { BreaksWithoutTls, breaksWithoutTls } from './dropped-tls';
import { foreseenBreaks } from './foreseen-breaks';
import { HiddenTls } from './hidden-tls';
import { RuleClients } from './rule-clients';
import { hostOf } from '../engine/host-names';
import { isInfrastructure } from '../engine/infrastructure';
import { KnownPorts } from '../engine/known-ports';
import type { MeshHost } from '../engine/mesh-host';
import type { MeshIndex } from '../engine/mesh-index';
import { PolicyReach } from '../engine/policy-reach';
import type { RuleName } from '../engine/rules';
import type { Severity } from '../model/finding';
import { groupBy } from '../model/group-by';

const NONE: readonly Break[] = [];

/** What checks may ask of a mesh. */
export class CheckContext {
  private readonly known: ReadonlySet<string>;
  private found?: readonly Break[];
  private knownPorts?: KnownPorts;
  private policyReach?: PolicyReach;
  private hosts?: ReadonlyMap<string, MeshHost>;
  private clients?: RuleClients;
  private hidden?: HiddenTls;
  private withoutTls?: BreaksWithoutTls;
  private byCause?: ReadonlyMap<RuleName, readonly Break[]>;
  private parted?: PartedBreaks;

  /** `complete`: namespaces of which the manifests hold everything. */
  public constructor(public readonly mesh: MeshIndex, complete: readonly string[] = []) {
    this.known = new Set([...complete, ...mesh.snapshot.workloads.map(({ namespace }) => namespace)]);
  }

  /** Whether the manifests hold what there is in a namespace, so that what they lack is not there. */
  public isKnown(namespace: string): boolean {
    return this.known.has(namespace);
  }

  /** Whether a namespace is the cluster's own or Istio's: its workloads call nobody unless something says so. */
  public isInfrastructure(namespace: string): boolean {
    return isInfrastructure(namespace, this.mesh.settings.rootNamespace);
  }

  /** How grave something is that follows from absence: the open world keeps a namespace that nobody has shown. */
  public ofAbsence(namespace: string): Severity {
    return this.isKnown(namespace) ? 'warning' : 'info';
  }

  /** The ports that workloads are known to listen on. */
  public get ports(): KnownPorts {
    this.knownPorts ??= new KnownPorts(this.mesh.snapshot.services);
    return this.knownPorts;
  }

  /** Which servers each policy is for. */
  public get reach(): PolicyReach {
    this.policyReach ??= new PolicyReach(this.mesh);
    return this.policyReach;
  }

  /** A host as calls name it: a Service, or a full host where the namespace is empty. Undefined where nobody knows it. */
  public hostOf(service: { readonly namespace: string; readonly name: string }): MeshHost | undefined {
    this.hosts ??= new Map(this.mesh.hosts.map((host) => [host.host, host]));
    return this.hosts.get(service.namespace === '' ? service.name : hostOf(this.mesh.settings, service));
  }

  /** Connections that will not work, in classes, each with its cause. */
  public breaks(): readonly Break[] {
    this.found ??= [...breaksOf(this.mesh)];
    return this.found;
  }

  /** Those of clients without a proxy: where there are any, they are nearly all, and no rule makes a difference to them. */
  public breaksWithoutProxy(): readonly Break[] {
    return this.partedBreaks().withoutProxy;
  }

  /** Those of clients with a proxy, which does what policies and rules say. */
  public breaksWithProxy(): readonly Break[] {
    return this.partedBreaks().withProxy;
  }

  /** Those that stall because the server speaks first, and the port waits for the client's first bytes. */
  public stallingBreaks(): readonly Break[] {
    return this.partedBreaks().stalling;
  }

  /**
   * What clients with a proxy do that breaks connections, by its cause: also any client that the manifests do not hold,
   * where a rule for exactly one host cannot work. Left out is what stalls because the server speaks first.
   */
  public clientBreaks(...causes: readonly RuleName[]): readonly Break[] {
    this.byCause ??= groupBy(withoutStalling([...this.breaksWithProxy(), ...foreseenBreaks(this)]), ({ cause }) => cause.rule);
    const [first, ...others] = causes.map((cause) => this.byCause?.get(cause) ?? NONE);
    return others.length === 0 ? first : first.concat(...others);
  }

  /** Those of clients for whom no rule says anything of TLS. */
  public get breaksWithoutTls(): BreaksWithoutTls {
    this.withoutTls ??= breaksWithoutTls(this);
    return this.withoutTls;
  }

  /** The clients that rules are for. */
  public get ruleClients(): RuleClients {
    this.clients ??= new RuleClients(this.mesh);
    return this.clients;
  }

  /** Rules with TLS that other rules hide. */
  public get hiddenTls(): HiddenTls {
    this.hidden ??= new HiddenTls(this.mesh);
    return this.hidden;
  }

  private partedBreaks(): PartedBreaks {
    if (this.parted === undefined) {
      const parted = { withoutProxy: [] as Break[], withProxy: [] as Break[], stalling: [] as Break[] };
      for (const found of this.breaks()) {
        if (found.outcome === 'broken' && found.decision.reasons.some(({ rule }) => rule === 'server-speaks-first')) parted.stalling.push(found);
        (found.cause.rule === 'no-proxy-client' ? parted.withoutProxy : parted.withProxy).push(found);
      }
      this.parted = parted;
    }
    return this.parted;
  }
}

interface PartedBreaks {
  readonly withoutProxy: readonly Break[];
  readonly withProxy: readonly Break[];
  readonly stalling: readonly Break[];
}

function withoutStalling(breaks: readonly Break[]): readonly Break[] {
  return breaks.filter(({ outcome, decision }) => outcome !== 'broken' || decision.reasons.every(({ rule }) => rule !== 'server-speaks-first'));
}
