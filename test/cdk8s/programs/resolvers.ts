import { ApiObject, type App, Chart, type IResolver, type ResolutionContext } from "cdk8s";
import { Deployment } from "cdk8s-plus-28";

/** Shouts every value of one key, and writes where it stands. */
class Shouting implements IResolver {
  resolve(context: ResolutionContext): void {
    if (context.key.at(-1) === "quiet" && typeof context.value === "string" && !context.value.startsWith("!")) {
      context.replaceValue(`!${context.value.toUpperCase()} of ${context.obj.kind} at ${context.key.join(".")}`);
    }
  }
}

/** Puts every image in one registry. */
class Registry implements IResolver {
  resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (context.key.at(-1) === "image" && typeof value === "string" && !value.startsWith("registry/")) {
      context.replaceValue(`registry/${value}`);
    }
  }
}

export const props = { resolvers: [new Shouting(), new Registry()] };

/** Resolvers of the program's own, which come before cdk8s's. */
export const build = (app: App): void => {
  const chart = new Chart(app, "resolved");
  new ApiObject(chart, "a", {
    apiVersion: "v1",
    kind: "A",
    metadata: { annotations: { quiet: "please" } },
    spec: { list: [{ quiet: "one" }, { quiet: "two" }], quiet: 3 },
  });
  new Deployment(chart, "web", { containers: [{ image: "web:1" }] });
};
