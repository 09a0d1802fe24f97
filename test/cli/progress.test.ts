import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { app, project } from "./apps/project.ts";
import { BIN, installed } from "./installed.ts";

const program = (milliseconds: number, also = ""): string => `import { Project } from "kumiki";
const end = Date.now() + ${milliseconds};
while (Date.now() < end);
${also}
export default new Project({ defaults: "2026-11" });
`;

/** What a terminal gets, from a program that takes its time. */
const onTerminal = (text: string): string => {
  const command = `${process.execPath} ${BIN} synth main.ts`;
  const env = { ...process.env, CI: undefined, TERM: "xterm" };
  return spawnSync("script", ["-qec", command, "/dev/null"], { cwd: installed(text), encoding: "utf8", env }).stdout;
};

const hasTerminals = spawnSync("script", ["--version"]).status === 0 && process.platform === "linux";
/** What every line ends with. */
const SHOW_CURSOR = "\u001b[?25h";
const CLEARED = "\u001b[1G\u001b[0K";

test.runIf(hasTerminals)("work of more than half a second shows a line on a terminal, gone before the last one", () => {
  const said = onTerminal(program(1200));
  expect(said).toContain("⠋\u001b[39m running main.ts");
  expect(said.endsWith(`${CLEARED}dist: 0 added, 0 changed, 0 removed, 0 unchanged\r\n`)).toBe(true);
});

test.runIf(hasTerminals)("what a program prints itself takes the line away first", () =>
  expect(onTerminal(program(1200, 'console.log("own words");'))).toContain(`${CLEARED}own words\r\n`),
);

test.runIf(hasTerminals)("short work shows none", () =>
  expect(onTerminal(program(0))).toBe("dist: 0 added, 0 changed, 0 removed, 0 unchanged\r\n"),
);

test.runIf(hasTerminals)("several programs have one line, though each has a process of its own", () => {
  const slow = `const end = Date.now() + 1000; while (Date.now() < end);`;
  const cwd = project({ "a.ts": `${slow} ${app()}`, "b.ts": `${slow} ${app({ id: "b" })}` });
  const command = `${process.execPath} ${BIN} synth a.ts b.ts`;
  const env = { ...process.env, CI: undefined, TERM: "xterm" };
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { cwd, encoding: "utf8", env });
  expect(stdout.split(SHOW_CURSOR)).toHaveLength(2);
});

test("nothing is shown where standard error is no terminal", () => {
  const { stderr } = spawnSync(process.execPath, [BIN, "synth", "main.ts"], {
    cwd: installed(program(1200)),
    encoding: "utf8",
  });
  expect(stderr).toBe("dist: 0 added, 0 changed, 0 removed, 0 unchanged\n");
});
