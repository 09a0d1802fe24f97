import { type App, Chart } from "cdk8s";
import { ConfigMap } from "cdk8s-plus-28";

export const env = { CDK8S_LEGACY_HASH: "1" };

/** Names with the hash that cdk8s had before. */
export const build = (app: App): void => {
  new ConfigMap(new Chart(app, "legacy"), "settings");
};
