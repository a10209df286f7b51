import { ApiObject, ApiObjectMetadataDefinition, OwnerReference } from 'cdk8s';

/**
 * Metadata that renders by itself as long as nobody has added to it: cdk8s asks each of its resolvers about every field,
 * which is half of what rendering a policy costs, and name, namespace and the chart's labels are plain.
 */
export class IstioMetadata extends ApiObjectMetadataDefinition {
  private untouched: boolean;
  private readonly chartLabels: { [key: string]: string };

  public constructor(apiObject: ApiObject, namespace: string | undefined) {
    const { labels } = apiObject.chart;
    super({ apiObject, name: apiObject.name, namespace, labels });
    this.chartLabels = labels;
    // Only texts are plain: a namespace may be a token.
    this.untouched = [namespace ?? '', ...Object.values(labels)].every((text) => typeof text === 'string');
  }

  public addLabel(key: string, value: string): void {
    this.untouched = false;
    super.addLabel(key, value);
  }

  public addAnnotation(key: string, value: string): void {
    this.untouched = false;
    super.addAnnotation(key, value);
  }

  public addFinalizers(...finalizers: string[]): void {
    this.untouched = false;
    super.addFinalizers(...finalizers);
  }

  public addOwnerReference(owner: OwnerReference): void {
    this.untouched = false;
    super.addOwnerReference(owner);
  }

  public add(key: string, value: any): void {
    this.untouched = false;
    super.add(key, value);
  }

  public toJson(): any {
    if (!this.untouched) return super.toJson();
    const metadata: Record<string, unknown> = {};
    const keys = Object.keys(this.chartLabels);
    if (keys.length > 0) metadata.labels = Object.fromEntries(keys.sort().map((key) => [key, this.chartLabels[key]]));
    metadata.name = this.name;
    if (this.namespace !== undefined) metadata.namespace = this.namespace;
    return metadata;
  }
}
