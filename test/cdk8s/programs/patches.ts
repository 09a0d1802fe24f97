import { ApiObject, type App, Chart, JsonPatch } from "cdk8s";

/** Every operation, on lists and members, in the order in which they were added. */
export const build = (app: App): void => {
  const object = new ApiObject(new Chart(app, "patches"), "a", {
    apiVersion: "v1",
    kind: "A",
    spec: { list: [1, 2, 3], map: { a: 1, "x/y~z": 2 }, other: "o" },
  });
  object.addJsonPatch(
    JsonPatch.add("/spec/list/1", 9),
    JsonPatch.add("/spec/list/-", { last: true }),
    JsonPatch.remove("/spec/list/0"),
    JsonPatch.replace("/spec/map/x~1y~0z", "escaped"),
    JsonPatch.move("/spec/other", "/spec/moved"),
    JsonPatch.copy("/spec/map", "/spec/copied"),
    JsonPatch.test("/spec/moved", "o"),
  );
  object.addJsonPatch(
    JsonPatch.add("/zulu", null),
    JsonPatch.add("/alpha", "after the rest"),
    JsonPatch.replace("/kind", "B"),
  );
};
