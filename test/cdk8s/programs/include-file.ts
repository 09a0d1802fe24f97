import { join } from "node:path";
import { type App, Chart, Include } from "cdk8s";
import type { World } from "../program.ts";

/** Several documents of a file, one of them changed. */
export const build = (app: App, { fixtures }: World): void => {
  const chart = new Chart(app, "included", { namespace: "shop" });
  const include = new Include(chart, "include", { url: join(fixtures, "several.yaml") });
  for (const object of include.apiObjects) object.metadata.addLabel("included", "true");
};
