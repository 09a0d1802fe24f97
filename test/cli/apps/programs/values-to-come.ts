import { ApiObject, type App, Chart, type IResolver, Lazy, type ResolutionContext } from "cdk8s";

class Token {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Counts how often it is asked for what it resolves: as often as under cdk8s. */
const resolver = (): IResolver => {
  let asked = 0;
  return {
    resolve: (context: ResolutionContext) => {
      if (!(context.value instanceof Token)) return;
      asked += 1;
      context.replaceValue(`${context.value.name} ${context.key.join("/")} ${asked}`);
    },
  };
};

export const props = { resolvers: [resolver()] };

/** Tokens, values that are made when they are needed, and what counts how often. */
export const build = (app: App): void => {
  let count = 0;
  for (const id of ["a", "b"]) {
    const chart = new Chart(app, id);
    new ApiObject(chart, "tokens", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { labels: { token: new Token("label") as never } },
      data: {
        a: new Token("a"),
        list: [new Token("b")],
        lazy: Lazy.any({ produce: () => ({ count: (count += 1) }) }) as unknown,
      },
      implicit: { resolve: () => "resolved" },
    });
  }
};
