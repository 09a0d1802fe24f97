import { ApiObject, type App, Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-28";

/** What another framework's tokens look like: anything with a method `resolve`. */
class Token {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  resolve(): unknown {
    return this.#value;
  }
}

/** Tokens in objects and in generated kinds. */
export const build = (app: App): void => {
  const chart = new Chart(app, "tokens");
  const token = (value: unknown): never => new Token(value) as never;
  new ApiObject(chart, "a", {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: { a: token("1"), b: token(token("2")), c: { resolve: () => "plain" } },
  });
  new k8s.KubeService(chart, "service", {
    spec: { selector: token({ app: token("a") }), ports: [{ port: token(80) }] },
  });
};
