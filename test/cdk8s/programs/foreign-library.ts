import { ApiObject, type App, Chart, type ChartProps } from "cdk8s";
import { Construct, Dependable, type IConstruct } from "constructs";

/** A construct of a library that knows cdk8s alone: a default child, context, a dependable of its own, tags by a walk upwards. */
class Cache extends Construct {
  readonly settings: ApiObject;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const size = this.node.tryGetContext("size") as string;
    this.settings = new ApiObject(this, "settings", { apiVersion: "v1", kind: "ConfigMap", data: { size } });
    const claim = new ApiObject(this, "Resource", { apiVersion: "example.com/v1", kind: "Cache", spec: { size } });
    claim.addDependency(this.settings);
    Dependable.implement(this, { dependencyRoots: [claim] });
    this.node.addMetadata("made-by", "a library");
  }
}

/** A chart as libraries bring it, with objects that it makes when it is read. */
class Product extends Chart {
  readonly #cache: Cache;

  constructor(scope: Construct, id: string, props: ChartProps & { readonly size: string }) {
    super(scope, id, props);
    this.node.setContext("size", props.size);
    this.#cache = new Cache(this, "cache");
    const client = new ApiObject(this, "client", {
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { cache: ApiObject.of(this.#cache).name },
    });
    client.node.addDependency(this.#cache);
  }

  get owner(): IConstruct {
    return this.node.scopes[0] ?? this;
  }
}

export const build = (app: App): void => {
  const small = new Product(app, "small", { size: "1Gi", namespace: "small" });
  const large = new Product(app, "large", { size: "9Gi", labels: { owner: small.owner.node.path } });
  large.node.tryRemoveChild("client");
};
