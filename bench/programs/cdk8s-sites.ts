import { ApiObject, type App, type AppProps, type IResolver, type ResolutionContext } from "cdk8s";
import { benchDivision } from "./bench-division.ts";

/**
 * Synthesizes as many sites as the bench says, with what keeps a tool from the short way: a chart depends on another, a resolver sees
 * every value, an object says itself what it is.
 */
export const synthSites = (makeApp: (sites: number, props: AppProps) => App): void => {
  const resolvers = [new RegistryResolver()];
  const app = makeApp(Number(process.env["BENCH_SITES"]), { yamlOutputType: benchDivision(), resolvers });
  const [first, second] = app.node.children;
  if (first !== undefined) {
    second?.node.addDependency(first);
    new Counted(first, "count", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "count" } });
  }
  app.synth();
};

/** Writes the registry of an image out. Looks at the value first, as resolvers of tokens do. */
class RegistryResolver implements IResolver {
  resolve(context: ResolutionContext): void {
    if (context.value === "mariadb:11.8.8-noble" && context.key.at(-1) === "image")
      context.replaceValue("docker.io/library/mariadb:11.8.8-noble");
  }
}

class Counted extends ApiObject {
  override toJson(): unknown {
    return { ...super.toJson(), data: { charts: String(this.chart.node.scope?.node.children.length) } };
  }
}
