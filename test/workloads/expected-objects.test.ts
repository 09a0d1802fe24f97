import * as plus from "cdk8s-plus-28";
import { describe, expect, test } from "vitest";
import { RequiredSecret, type WordPressProps } from "../../lib/index.ts";
import { wordpress } from "../mistakes.ts";
import { fileOf, inventoryOf, type Sample, sample } from "../sample.ts";

const site = (given: Sample, props: Partial<WordPressProps>) => {
  wordpress(given, props);
  return inventoryOf(given.project).expected;
};

describe("the inventory lists what workloads name and nobody makes", () => {
  test("once for each object, with all its keys", () => {
    const given = sample();
    const password = { secret: "accounts", key: "writer" };
    const expected = site(given, {
      database: { host: "db.example.com", database: "d", user: "u", password },
      environment: { B: { secret: "accounts", key: "b" }, A: { secret: "accounts", key: "a" } },
      environmentFrom: [{ configMap: plus.ConfigMap.fromConfigMapName(given.blog, "c", "settings") }],
      serviceAccount: "writers",
      content: "articles",
      imagePullSecrets: ["pull"],
    });
    const of = (kind: string, name: string, keys: readonly string[] = []) => ({
      namespace: "blog",
      kind,
      name,
      keys,
      usedBy: ["WordPress wordpress"],
    });
    expect(expected).toEqual([
      of("Secret", "accounts", ["a", "b", "writer"]),
      of("PersistentVolumeClaim", "articles"),
      of("Secret", "pull"),
      of("ConfigMap", "settings"),
      of("ServiceAccount", "writers"),
    ]);
    expect(fileOf(given.project, "lecture/README.md")).toContain(
      "| Not made here | Keys | Used by |\n| --- | --- | --- |\n| Secret blog/accounts | a, b, writer | WordPress wordpress |\n",
    );
  });
  test("and neither what stands in the program, whoever made it and wherever, nor what secrets.sh makes", () => {
    const given = sample();
    const { blog } = given;
    new plus.Secret(blog, "s", { metadata: { name: "mail" }, stringData: { a: "1" } });
    new RequiredSecret(blog, "account", { keys: ["a"], purpose: "p" });
    expect(
      site(given, { environment: { A: { secret: "mail", key: "a" }, B: { secret: "account", key: "a" } } }),
    ).toBeUndefined();
    expect(fileOf(given.project, "lecture/README.md")).not.toContain("Not made here");
  });
});
