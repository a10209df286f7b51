/** What every policy construct takes. */
export interface PolicyOptions {
  /**
   * Why the mode is weaker than what the scope would inherit; such a mode wants it. It becomes an annotation.
   * @default - no reason, which a mode as strong as the parent's does not need
   */
  readonly reason?: string;

  /**
   * The last day of a weaker mode, as YYYY-MM-DD; synth fails from the next day on.
   * @default - the mode has no end
   */
  readonly until?: string;

  /**
   * The policy's metadata.name, for a policy that is in the cluster under another name: a rename would leave the old
   * one beside the new, and Istio follows the oldest.
   * @default - `default` for the mesh and for namespaces, the construct's id for workloads
   */
  readonly policyName?: string;
}
