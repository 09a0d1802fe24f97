import { join } from "node:path";
import { type App, Chart, Include } from "cdk8s";
import type { World } from "../program.ts";

/** A List, as kubectl prints one, in a chart with a namespace. */
export const build = (app: App, { fixtures }: World): void => {
  new Include(new Chart(app, "list", { namespace: "shop" }), "include", { url: join(fixtures, "list.yaml") });
};
