import { type App, Chart } from "cdk8s";
import { Ingress } from "cdk8s-plus-28";

/** An Ingress without rules, which cdk8s-plus refuses. */
export const build = (app: App): void => {
  new Ingress(new Chart(app, "ways-in"), "ingress");
};
