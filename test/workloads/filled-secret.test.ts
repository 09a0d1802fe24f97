import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { acknowledge, FilledSecret, type FilledSecretProps, MariaDB, Route, synthesize } from "../../lib/index.ts";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { check } from "../mistakes.ts";
import { codesOf, inventoryOf, manifestsOf, type Sample, sample } from "../sample.ts";
import { scratch } from "../terminal.ts";

const VALUE = "correct-horse-battery";

const fill = ({ blog }: Sample, values: FilledSecretProps["values"], rest: object = {}): FilledSecret =>
  new FilledSecret(blog, "payment", { values, ...rest });

const fromEnvironment = (value: string): FilledSecretProps["values"] => {
  vi.stubEnv("KUMIKI_TEST_TOKEN", value);
  return { token: { env: "KUMIKI_TEST_TOKEN" } };
};

const fromFile = (content: string | Uint8Array): FilledSecretProps["values"] => {
  const file = join(scratch(), "value");
  writeFileSync(file, content);
  return { token: { file } };
};

const secretOf = (values: FilledSecretProps["values"], rest: object = {}): Manifest | undefined => {
  const given = sample();
  fill(given, values, rest);
  return manifestsOf(given.project).find(({ kind }) => kind === "Secret");
};

describe("FilledSecret", () => {
  test("takes a value from an environment variable, as base64, which is what a server gives back", () =>
    expect(secretOf(fromEnvironment("pässword"))).toMatchObject({
      metadata: { name: "payment", namespace: "blog" },
      data: { token: Buffer.from("pässword").toString("base64") },
    }));
  test("takes a file byte for byte, a line's end and bytes that are no text included", () => {
    expect(secretOf(fromFile("secret\n"))?.["data"]).toEqual({ token: "c2VjcmV0Cg==" });
    expect(secretOf(fromFile(Uint8Array.of(0, 255, 254)))?.["data"]).toEqual({ token: "AP/+" });
  });
  test("has a name, a type and labels", () =>
    expect(
      secretOf(fromEnvironment(VALUE), { name: "own", type: "kubernetes.io/tls", labels: { a: "b" } }),
    ).toMatchObject({
      metadata: { name: "own", labels: { a: "b", "app.kubernetes.io/managed-by": "kumiki" } },
      type: "kubernetes.io/tls",
    }));
  test("is a Secret like any other to those that refer to it, and nothing is left to do by hand", () => {
    const given = sample();
    const secret = fill(given, { root: { env: "KUMIKI_TEST_TOKEN" }, ...fromEnvironment(VALUE) });
    new MariaDB(given.blog, "db", {
      data: given.nas.export("/db", { size: "1Gi" }),
      secret: { secret, keys: { user: "token" } },
    });
    new Route(given.blog, "r", { host: "a.example.com", tls: { secret }, service: { name: "a", port: 80 } });
    const { secrets, databases } = inventoryOf(given.project);
    expect({ secrets, secret: databases[0]?.secret }).toEqual({ secrets: [], secret: "payment" });
    const readme = synthesize(given.project).files.find(({ path }) => path === "lecture/README.md")?.text;
    expect(readme).not.toContain("kubectl create secret tls");
  });
  test("is warned of, by its sources, until the program acknowledges it", () => {
    check(
      (given) => fill(given, fromEnvironment(VALUE)),
      ["secret-in-output"],
      /environment variable KUMIKI_TEST_TOKEN/,
    );
    check((given) => acknowledge(fill(given, fromEnvironment(VALUE)), "secret-in-output", "piped to kubectl"), []);
  });
  test("refuses a variable that is not there or empty, by its name", () => {
    vi.stubEnv("KUMIKI_TEST_TOKEN", undefined);
    check(
      (given) => fill(given, { token: { env: "KUMIKI_TEST_TOKEN" } }),
      ["secret-source", "secret-in-output"],
      'key "token" of Secret "payment" from environment variable KUMIKI_TEST_TOKEN: found no such variable',
    );
    check((given) => fill(given, fromEnvironment("")), ["secret-source", "secret-in-output"], "found an empty one");
  });
  test("refuses a file that is not there, empty, a folder, or larger than a Secret may be, by its path", () => {
    const folder = scratch();
    mkdirSync(join(folder, "below"));
    const file = (path: string) => (given: Sample) => fill(given, { token: { file: join(folder, path) } });
    const codes = ["secret-source", "secret-in-output"];
    check(file("none"), codes, `from file ${join(folder, "none")}: found no such file`);
    check(file("below"), codes, "found a folder");
    check((given) => fill(given, fromFile("")), codes, "found an empty one");
    check((given) => fill(given, fromFile(new Uint8Array(2 ** 20 + 1))), codes, "found more than 1 MiB");
    const half = () => fromFile(new Uint8Array(2 ** 19 + 1))["token"] ?? { env: "" };
    check((given) => fill(given, { a: half(), b: half() }), codes, "from all its sources: found more than 1 MiB");
  });
  test("refuses a value in the program itself, and does not show it", () =>
    check(
      (given) => fill(given, { token: VALUE as never }),
      ["secret-source", "secret-in-output"],
      /^(?!.*correct-horse).*neither \{ env \} nor \{ file \}/,
    ));
  test.each(["correct-horse battery", "dGhlIHZhbHVl/K2w9==", "eyJh.eyJz.c2lnbmF0dXJl"])(
    "does not show %j, which is a value where the name of its source belongs",
    (value) => {
      const hidden = /^(?!.*(?:correct-horse|dGhl|eyJ)).*its name is not shown/;
      check((given) => fill(given, { token: { env: value } }), ["secret-source", "secret-in-output"], hidden);
      check((given) => fill(given, { token: { file: value } }), ["secret-source", "secret-in-output"], hidden);
    },
  );
  test("refuses a key that no Secret has", () =>
    check(
      (given) => fill(given, { "a b": fromEnvironment(VALUE)["token"] ?? { env: "" } }),
      ["key-invalid", "secret-in-output"],
    ));
  test("shows no value to whoever prints it, and has it in its manifest and nowhere else", () => {
    const given = sample();
    const secret = fill(given, fromEnvironment(VALUE));
    const forms = [VALUE, Buffer.from(VALUE).toString("base64")];
    const shows = (text: string): boolean => forms.some((form) => text.includes(form));
    expect(shows(inspect(secret, { depth: 12, showHidden: true }))).toBe(false);
    const { files, findings, settled } = synthesize(given.project);
    expect(files.filter(({ text }) => shows(text)).map(({ path }) => path)).toEqual([
      "lecture/manifests/namespaces/blog/secret-payment.yaml",
    ]);
    expect(shows(JSON.stringify({ findings, settled }))).toBe(false);
    expect(codesOf({ findings })).toEqual(["secret-in-output"]);
  });
});
