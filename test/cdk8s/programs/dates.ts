import { ApiObject, type App, Chart } from "cdk8s";

/** Dates as texts, as everyone has to write them. */
export const build = (app: App): void => {
  const object = new ApiObject(new Chart(app, "dates"), "a", {
    apiVersion: "v1",
    kind: "A",
    metadata: { annotations: { on: "2026-11-28" } },
    spec: { at: "2026-11-28T10:00:00Z", on: "2026-11-28", time: "10:00" },
  });
  object.metadata.add("creationTimestamp", "2026-11-28T10:00:00Z");
};
