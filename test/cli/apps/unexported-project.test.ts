import { expect, test } from "vitest";
import { app, dist, kumiki, project } from "./project.ts";

const asProject = (rest: string): string =>
  app({ props: 'defaults: "2026-11"', rest: `app.synth(); ${rest}` })
    .replace("ApiObject, App, Chart }", "ApiObject, Chart }")
    .replace("new App(", 'new (require("kumiki").Project)(');

test("a Project that a program synthesizes and does not export is to be exported, also beside apps", () => {
  for (const rest of ["", "process.exit(0);", 'new (require("cdk8s").App)().synth();']) {
    const folder = project({ "main.ts": asProject(rest) });
    expect(kumiki(folder, "synth", "main.ts")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        "kumiki: Cannot synthesize main.ts: it synthesized a Project of kumiki that it does not export; write `export default project`, " +
        "where project is that Project, in the place of its synth()\n",
    });
    expect(dist(folder)).toBeUndefined();
  }
});

test("a Project that is exported may be synthesized too", () => {
  const folder = project({ "main.ts": asProject("export default app;") });
  expect(kumiki(folder, "synth", "main.ts")).toMatchObject({ exitCode: 0 });
});
