import { describe, expect, test } from "vitest";
import { MariaDB, Namespace, RequiredSecret } from "../../lib/index.ts";
import { check, wordpress } from "../mistakes.ts";
import { fileOf, sample } from "../sample.ts";

describe("a RequiredSecret reports", () => {
  const secret = (given: object, codes: readonly string[] = ["required-secret"]): void =>
    check(({ blog }) => new RequiredSecret(blog, "s", { keys: ["a"], purpose: "mail", ...given }), codes);
  test("a name that no Secret can have, which the shell may take for a command", () => {
    for (const name of ["", "Mail", "a b", "a;reboot", 5]) secret({ name });
  });
  test("keys that are no list, none, or twice the same", () => {
    for (const keys of ["root", [], ["a", "a"]]) secret({ keys });
    secret({ keys: ["a b"] }, ["key-invalid"]);
  });
  test("a purpose of more than one line, of which the shell would run the second", () => {
    for (const purpose of ["mail\nreboot", "mail\rreboot", "", 5]) secret({ purpose });
  });
  test("a former name that nothing can have had", () => secret({ renamedFrom: "a;reboot" }, ["former-name"]));
});

test("a purpose may say what it likes in one line", () => {
  const { project, blog } = sample();
  new RequiredSecret(blog, "s", { keys: ["a"], purpose: "`mail` of $HOME; | \\" });
  expect(fileOf(project, "lecture/secrets.sh")).toContain("\n# `mail` of $HOME; | \\\nneed_secret blog s a\n");
});

describe("a former name that the run-book would hand to the shell is reported", () => {
  const renamedFrom = "old; reboot";
  test("of a namespace", () =>
    check(
      ({ cluster }) => new Namespace(cluster, "shop", { renamedFrom }),
      ["former-name"],
      'take over from "old; reboot"',
    ));
  test("of workloads, with Secrets of their own and without", () => {
    check((made) => wordpress(made, { renamedFrom }), ["former-name"]);
    check((made) => wordpress(made, { renamedFrom, secret: "salts" }), ["former-name"]);
    for (const secret of [{}, { secret: "accounts" }])
      check(
        ({ blog, nas }) =>
          new MariaDB(blog, "db", { data: nas.export("/db", { size: "1Gi" }), renamedFrom, ...secret }),
        ["former-name"],
      );
  });
});

test("a namespace that the cluster is said to have is called as one can be", () => {
  for (const name of ["a; reboot", "Shop", "a.b", "", "x".repeat(64)])
    check(({ cluster }) => new Namespace(cluster, "shop", { create: false, name }), ["namespace-name"]);
  check(({ cluster }) => new Namespace(cluster, "shop", { create: false }), []);
});
