import { type App, Chart, Include } from "cdk8s";
import type { World } from "../program.ts";

/** Several documents from a server. */
export const build = (app: App, { url }: World): void => {
  const chart = new Chart(app, "included");
  const include = new Include(chart, "include", { url: `${url}/several.yaml` });
  include.apiObjects[0]?.addDependency(include.apiObjects[1] ?? chart);
};
