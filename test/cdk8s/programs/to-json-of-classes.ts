import { ApiObject, type App, Chart } from "cdk8s";

class Port {
  readonly port = 80;
  readonly name = "http";
}

class Quantity {
  toJSON(): string {
    return "1Gi";
  }
}

/** An object whose toJson() gives objects of classes. */
class Composed extends ApiObject {
  override toJson(): unknown {
    const spec = { ports: [new Port()], quantity: new Quantity(), port: new Port() };
    return { ...(super.toJson() as object), spec };
  }
}

export const build = (app: App): void => {
  new Composed(new Chart(app, "composed"), "a", { apiVersion: "example.com/v1", kind: "Composed" });
};
