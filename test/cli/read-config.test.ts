import { describe, expect, test } from "vitest";
import { app, kumiki, project } from "./apps/project.ts";

const withApp = (command: string): string => project({ "cdk8s.yaml": `app: ${command}\n`, "main.ts": app() });

test("cdk8s.yaml that cannot be read is one sentence", () => {
  const folder = project({ "cdk8s.yaml/file": "", "main.ts": app() });
  expect(kumiki(folder, "synth", "main.ts")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `kumiki: Cannot read ${folder}/cdk8s.yaml: a folder stands where a file is wanted\n`,
  });
});

describe("app: of cdk8s.yaml", () => {
  test("is not half obeyed where it gives variables or arguments, or runs something else first", () => {
    const found = {
      "STAGE=x": "STAGE=x npx ts-node main.ts",
      "--env prod": "npx ts-node main.ts --env prod",
      "&&": "tsc && node main.ts",
      "--env-file=.env": "node --env-file=.env main.ts",
      "dotenv/config": "npx ts-node -r dotenv/config main.ts",
      "./first.mjs": "node --import=./first.mjs main.ts",
      dotenv: "npx dotenv -- ts-node main.ts",
    };
    for (const [lost, command] of Object.entries(found)) {
      const folder = withApp(command);
      const { exitCode, stderr } = kumiki(folder, "synth");
      const says = `found ${lost}, which would be left out; name the program`;
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(says)]);
      expect(kumiki(folder, "synth", "main.ts")).toMatchObject({ exitCode: 0 });
    }
  });
  test("may name what reads TypeScript, and options that change nothing of what the program does", () => {
    for (const command of [
      "node --import tsx main.ts",
      "node --require=ts-node/register/transpile-only main.ts",
      "npx ts-node -T -r tsconfig-paths/register main.ts",
      "node --max-old-space-size=4096 --loader ts-node/esm main.ts",
    ])
      expect(kumiki(withApp(command), "synth").exitCode).toBe(0);
  });
});
