import type { App } from "cdk8s";
import { Construct } from "constructs";

/** Nothing at all. */
export const build = (app: App): void => {
  new Construct(app, "nothing");
};
