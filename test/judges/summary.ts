import type { Reporter, TestModule } from "vitest/node";
import { findJudge, JUDGES } from "./judge.ts";

/** Says at the end which judge read how much, and which were not here to be asked. */
export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = new Map<string, { artefacts: number; milliseconds: number }>();
    for (const module of modules) {
      for (const test of module.children.allTests("passed")) {
        const { hearing } = test.meta();
        if (hearing === undefined) continue;
        const row = rows.get(hearing.judge) ?? { artefacts: 0, milliseconds: 0 };
        row.artefacts += hearing.artefacts;
        row.milliseconds += test.diagnostic()?.duration ?? 0;
        rows.set(hearing.judge, row);
      }
    }
    process.stdout.write(`\n${table(rows)}${missing()}`);
  }
}

const table = (rows: ReadonlyMap<string, { artefacts: number; milliseconds: number }>): string =>
  [
    ["judge", "version", "artefacts", "seconds"],
    ...[...rows].map(([name, { artefacts, milliseconds }]) => [
      name,
      findJudge(name).version,
      String(artefacts),
      (milliseconds / 1000).toFixed(1),
    ]),
  ]
    .map(
      ([name = "", version = "", artefacts = "", seconds = ""]) =>
        `  ${name.padEnd(22)}${version.padEnd(22)}${artefacts.padStart(9)}${seconds.padStart(9)}\n`,
    )
    .join("");

const missing = (): string =>
  JUDGES.filter(({ path }) => path === undefined)
    .map(({ name, get }) => `  not here, and not asked: ${name} (${get})\n`)
    .join("");
