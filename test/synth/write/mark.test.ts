import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { markFile, tryReadMark } from "../../../lib/synth/write/mark.ts";

const PROGRAM = "apps/blog/main.ts";

const check = (path: string, text: string, expected: string): void => {
  const marked = markFile({ path, text }, PROGRAM);
  expect(marked.text).toBe(expected);
  expect(tryReadMark(marked.text)).toEqual({ program: PROGRAM });
};

describe("markFile marks", () => {
  const mark = "Written by kumiki from apps/blog/main.ts; do not edit";
  test("a manifest, with a separator after the mark", () => check("a.yaml", "a: 1\n", `# ${mark}\n---\na: 1\n`));
  test("other YAML, exports, ssh_config and a Kustomization on the first line", () => {
    for (const path of ["cluster.yml", "hosts/nas/exports", "ssh_config", "Kustomization"])
      check(path, "a\n", `# ${mark}\na\n`);
  });
  test("a script and a cloud-config on the second line", () => {
    check("setup.sh", "#!/bin/sh\nset -e\n", `#!/bin/sh\n# ${mark}\nset -e\n`);
    check("node-1.yml", "#cloud-config\nusers: []\n", `#cloud-config\n# ${mark}\nusers: []\n`);
  });
  test("Markdown with a comment that readers do not see", () =>
    check("README.md", "# A\n", `<!-- ${mark} -->\n\n# A\n`));
  test("JSON with its first key, also of an empty object", () => {
    check("a.json", '{\n  "a": 1\n}\n', `{\n  "$generated": "${mark}",\n  "a": 1\n}\n`);
    check("a.json", "{}\n", `{\n  "$generated": "${mark}"\n}\n`);
    expect(() => markFile({ path: "a.json", text: "[]" }, PROGRAM)).toThrow("Cannot mark a.json");
  });
  test("a file that stays executable", () =>
    expect(markFile({ path: "a.sh", text: "", executable: true }, PROGRAM).executable).toBe(true));
});

describe("tryReadMark", () => {
  test("gives back any program, in any format", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.constantFrom(["a.yaml", "a: 1\n"], ["a.json", '{"a":1}'], ["a.md", "a"], ["a.sh", "#!/bin/sh\n"], ["a", ""]),
        (program, [path = "", text = ""]) => {
          const marked = markFile({ path, text }, program).text;
          expect(tryReadMark(marked)).toEqual({ program });
          if (path === "a.yaml") expect(load(marked)).toEqual({ a: 1 });
          if (path === "a.json") expect(JSON.parse(marked)).toMatchObject({ a: 1 });
        },
      ),
    ));
  test("reads marks with line ends of Windows, with a byte order mark, and reformatted JSON", () => {
    const line = "# Written by kumiki from a.ts; do not edit";
    for (const text of [`${line}\r\na\r\n`, `\uFEFF${line}\n`, `#!/bin/sh\r\n${line}\r\n`, line])
      expect(tryReadMark(text)).toEqual({ program: "a.ts" });
    expect(tryReadMark(`{"$generated":"Written by kumiki from a.ts; do not edit","a":1}`)).toEqual({ program: "a.ts" });
  });
  test("takes a file that only quotes a mark for a stranger's", () => {
    const line = "# Written by kumiki from a.ts; do not edit";
    for (const text of [
      "",
      "a\n",
      `a\n${line}\n`,
      `a: ${line}\n`,
      `# a\n${line}\n`,
      `${line} this\n`,
      `{"a":"${line}"}`,
    ])
      expect(tryReadMark(text)).toBeUndefined();
  });
});
