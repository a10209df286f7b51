/** A value that cdk8s asks for when it renders: any object with a method `resolve` is one. */
export class SpecToken {
  public constructor(private readonly produce: () => unknown) {}

  public resolve(): unknown {
    return this.produce();
  }
}
