import type { IConstruct } from 'constructs';
import { DeclaredTree, isSameTree, readDeclarations } from './declared';
import { GeneratedObjects } from './generated-objects';
import { printNotices } from './notices';
import { resolveApp, ResolvedApp } from './resolve-app';
import { UpdatedManifests } from './updated-manifests';
import type { Manifest } from '../../manifests/manifest';
import type { MeshSettings } from '../../model/mesh-settings';

/** What Mesh.configure was told. */
export interface AppOptions extends MeshSettings {
  readonly today?: string;
  readonly checks?: boolean;
}

interface Answer {
  readonly app: ResolvedApp;
  readonly tree: DeclaredTree;
  /** Worked out by a synth, when the app is complete. */
  isForSynth: boolean;
}

const APPS = new WeakMap<IConstruct, AppMesh>();

/**
 * What all of our constructs in one app know together.
 *
 * cdk8s validates the whole app once for `synth` and once more for each chart, so the answer is kept: until the current
 * turn of the event loop ends, a construct comes or goes, or one of ours is changed.
 */
export class AppMesh {
  public static of(scope: IConstruct): AppMesh {
    const known = APPS.get(scope);
    if (known) return known;
    const { root } = scope.node;
    const app = APPS.get(root) ?? new AppMesh(root);
    APPS.set(root, app);
    APPS.set(scope, app);
    return app;
  }

  private readonly added: Manifest[] = [];
  private readonly generated: GeneratedObjects;
  private readonly updated = new UpdatedManifests();
  private options: AppOptions = {};
  private readonly reporting = new Set<IConstruct>();
  private readonly printed = new Set<string>();
  private resolved?: Answer;

  private constructor(private readonly root: IConstruct) {
    this.generated = new GeneratedObjects(root);
    // The root is validated first, so every pass begins here.
    root.node.addValidation({ validate: () => this.validateRoot() });
  }

  public configure(options: AppOptions): void {
    this.options = { ...this.options, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) };
    this.changed();
  }

  public declaredOptions(): AppOptions {
    return this.options;
  }

  public addManifests(manifests: readonly Manifest[]): void {
    this.added.push(...manifests);
    this.changed();
  }

  /** To be called when a declaration has changed. */
  public changed(): void {
    this.resolved = undefined;
  }

  /** The app worked out; the objects that it adds are in the tree then. */
  public resolve(): ResolvedApp {
    this.resolved ??= this.workOut();
    return this.resolved.app;
  }

  private workOut(): Answer {
    const tree = readDeclarations(this.root);
    const { today, checks = true, ...settings } = this.options;
    const app = resolveApp({
      ...tree,
      root: this.root,
      original: (object) => this.updated.original(object),
      settings,
      today,
      checks,
      added: this.added,
    });
    this.generated.update(app);
    this.updated.update(app.updated);
    queueMicrotask(() => this.changed());
    return { app, tree, isForSynth: false };
  }

  /** Each construct reports its own errors, for cdk8s to put its path before them. */
  private reportErrors(tree: DeclaredTree, { findings }: ResolvedApp): void {
    for (const { construct, source } of [...tree.policies, ...tree.clients, ...tree.migrations]) {
      // Registered when there is something to report: 10,000 policies would have 10,000 validations else.
      if (this.reporting.has(construct) || findings.errorsOf(source).length === 0) continue;
      this.reporting.add(construct);
      construct.node.addValidation({ validate: () => this.resolve().findings.errorsOf(source) });
    }
  }

  private validateRoot(): string[] {
    // One that was asked for while the app was being written may rest on a workload that was not finished.
    if (this.resolved !== undefined && !(this.resolved.isForSynth && isSameTree(this.resolved.tree, readDeclarations(this.root)))) this.changed();
    this.resolved ??= this.workOut();
    const { app, tree } = this.resolved;
    if (!this.resolved.isForSynth) {
      this.resolved.isForSynth = true;
      app.check();
    }
    if (app.findings.hasErrors()) this.reportErrors(tree, app);
    printNotices(app.findings, this.printed);
    return app.findings.errorsOf(this.root.node.path);
  }
}
