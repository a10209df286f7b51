/** A value that cdk8s asks for when it renders: any object with a method `resolve` is one. */
export class SpecToken {
  /** Set once the construct is there. */
  public owner?: { _spec(): unknown };

  public resolve(): unknown {
    return this.owner?._spec();
  }
}
