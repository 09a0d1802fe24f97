import { type App, Chart } from "cdk8s";
import { ConfigMap, Deployment } from "cdk8s-plus-28";

/** A grant to pods that have no account, which cdk8s-plus refuses when it writes the binding. */
export const build = (app: App): void => {
  const chart = new Chart(app, "access");
  new ConfigMap(chart, "settings").permissions.grantRead(
    new Deployment(chart, "reader", { containers: [{ image: "a:1" }] }),
  );
};
