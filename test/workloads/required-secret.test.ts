import { ApiObject } from "cdk8s";
import { ConfigMap, Secret } from "kumiki/k8s/core/v1";
import { describe, expect, test } from "vitest";
import { MariaDB, Namespace, RequiredSecret, synthesize } from "../../lib/index.ts";
import { check, wordpress } from "../mistakes.ts";
import { codesOf, fileOf, sample } from "../sample.ts";

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

describe("a Secret that secrets.sh is to make, and somebody else too, is reported", () => {
  const required = (scope: Namespace, id: string, given: object = {}): RequiredSecret =>
    new RequiredSecret(scope, id, { name: "accounts", keys: ["root", "user"], purpose: "p", ...given });
  const clash = ["secret-made-twice"];
  test("where another asks for other keys, or for the values of another one", () => {
    const says =
      "Secret blog/accounts: lecture/blog/a asks for it with root, user, not with root; hand one RequiredSecret";
    check(
      ({ blog }) => void [required(blog, "a"), required(blog, "b", { keys: ["root"] })],
      clash,
      `Cannot let secrets.sh make ${says}`,
    );
    check(
      ({ blog }) => void [required(blog, "a"), required(blog, "b", { renamedFrom: "old" })],
      clash,
      "not with root, user, with the values of old",
    );
    check((made) => {
      required(made.blog, "a", { name: "wordpress", keys: ["AUTH_KEY"] });
      wordpress(made);
    }, clash);
  });
  test("where an object makes it, of whatever library, before or after", () => {
    const metadata = { name: "accounts" };
    const says = "Secret blog/accounts: lecture/blog/b makes it too";
    check(({ blog }) => void [required(blog, "a"), new Secret(blog, "b", { metadata })], clash, says);
    check(({ blog }) => void [new Secret(blog, "b", { metadata }), required(blog, "a")], clash, says);
    check(
      ({ blog }) =>
        void [new ApiObject(blog, "b", { apiVersion: "v1", kind: "Secret", metadata }), required(blog, "a")],
      clash,
      says,
    );
  });
  test("at every synthesis alike", () => {
    const { project, blog } = sample();
    required(blog, "a");
    new Secret(blog, "b", { metadata: { name: "accounts" } });
    const [first, second] = [synthesize(project), synthesize(project)];
    expect(codesOf(first)).toEqual(clash);
    expect(second).toEqual(first);
  });
  test("but neither where two ask for the same, nor in another namespace, nor another kind", () =>
    check((made) => {
      const { blog, cluster, nas } = made;
      required(blog, "a");
      required(blog, "b", { keys: ["user", "root"], purpose: "q" });
      new MariaDB(blog, "db", { name: "accounts", data: nas.export("/db", { size: "1Gi" }) });
      const shop = new Namespace(cluster, "shop");
      required(shop, "a", { keys: ["root"] });
      new Secret(new Namespace(cluster, "mail"), "b", { metadata: { name: "accounts" } });
      new ConfigMap(blog, "c", { metadata: { name: "accounts" } });
      new ApiObject(blog, "d", { apiVersion: "example.com/v1", kind: "Secret", metadata: { name: "accounts" } });
    }, []));
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
