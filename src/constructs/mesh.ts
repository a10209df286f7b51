import { existsSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import { loadManifests } from '../manifests/load-manifests';
import { DEFAULT_MESH_SETTINGS, MeshSettings } from '../model/mesh-settings';
import { AppMesh } from './app/app-mesh';
import { checkMeshOptions } from './private/check-mesh-options';
import { checkConstruct } from './private/check-types';
import { refuse } from './private/refuse';

/** What Mesh.configure takes: how the mesh is set up, and what day it is. */
export interface MeshOptions extends MeshSettings {
  /**
   * The day that expiry dates are held against, as YYYY-MM-DD, so that a build can be repeated.
   * @default - the environment variable MTLS_TODAY, else the system's date
   */
  readonly today?: string;

  /**
   * Whether synth runs the checks of `istio-mtls check` over what the app emits, together with added manifests: what
   * would break a connection that a manifest declares, or could never take effect, is an error; what may break is
   * printed. `false` is for whoever runs them elsewhere, over the manifests of several apps: each construct is still
   * checked by itself. One finding is silenced by an annotation of its object, `mtls.cdk8s.io/silence: "MTLS201: reason"`.
   * @default true
   */
  readonly checks?: boolean;
}

/**
 * The mesh that an app is for: its settings, and what lives outside of the app.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export class Mesh {
  /**
   * The mesh of the app that a construct belongs to. There is one for each app.
   * @param scope the app, or anything in it.
   */
  public static of(scope: IConstruct): Mesh {
    return new Mesh(AppMesh.of(checkConstruct('Mesh.of', scope, 'give the app, or anything in it')));
  }

  private readonly app: AppMesh;

  private constructor(app: AppMesh) {
    this.app = app;
  }

  /** The settings in force, none left out: what code says, else mesh config among the manifests, else Istio's defaults. */
  public get settings(): MeshSettings {
    const { settings } = this.app.resolve();
    return Object.fromEntries(Object.keys(DEFAULT_MESH_SETTINGS).map((key) => [key, settings[key as keyof MeshSettings]]));
  }

  /**
   * Says how the mesh is set up, in one place for all charts of the app, before or after the policies.
   * @param options what differs from Istio's defaults or from mesh config.
   * @throws Error when a setting was given another value before, or is no value for it.
   */
  public configure(options: MeshOptions): void {
    checkMeshOptions('Mesh.configure', options);
    const known = this.app.declaredOptions() as Record<string, unknown>;
    for (const [key, value] of Object.entries(options)) {
      if (value !== undefined && known[key] !== undefined && known[key] !== value) {
        refuse(`Mesh.configure: ${key}`, value, `${JSON.stringify(known[key])}, as it was configured before`, 'configure the mesh in one place');
      }
    }
    this.app.configure(options);
  }

  /**
   * Adds manifests of what other code deploys, so that ports, Services and policies there are known. They are read, and
   * never emitted.
   * @param paths files, or folders of which all YAML and JSON files are read.
   * @throws Error when a path cannot be read, or a file is no YAML.
   */
  public addManifests(...paths: string[]): void {
    for (const path of paths) {
      if (typeof path !== 'string') refuse('Mesh.addManifests: path', path, 'the path of a file or folder', 'give paths one by one: addManifests(\'a.yaml\', \'b\'), or addManifests(...paths)');
      if (!existsSync(path)) refuse('Mesh.addManifests: path', path, 'a file or folder that is there', `look from ${process.cwd()}, where relative paths begin`);
    }
    this.app.addManifests(paths.flatMap(loadManifests));
  }
}
