import { expect, test } from "vitest";
import {
  Cluster,
  FilledSecret,
  MariaDB,
  NfsServer,
  NfsVolume,
  Project,
  RequiredSecret,
  Route,
  WordPress,
} from "../../lib/index.ts";
import { sample } from "../sample.ts";

// As a program of JavaScript has them.
type Untyped = new (...args: readonly unknown[]) => unknown;

const { project, nas, blog } = sample();

const check = (make: () => unknown, said: string): void => {
  let thrown: unknown;
  try {
    make();
  } catch (error) {
    thrown = error;
  }
  expect(String(thrown)).toBe(`TypeError: Cannot make ${said}`);
  expect((thrown as Error).stack?.split("\n")[1]).toContain("missing-props.test.ts");
};

test("what nothing can be made without is asked for by name, with the program's line, where a program has no types", () => {
  let count = 0;
  const made = (type: unknown, scope: unknown, props?: object) => () => {
    count += 1;
    return new (type as Untyped)(scope, `x${count}`, props);
  };
  check(made(NfsServer, project, {}), "NfsServer x1: its props have no address; state it");
  check(made(Cluster, project), "Cluster x2: its props have no provisioner; state it");
  check(
    made(WordPress, blog, { host: "a.example.com", content: "articles" }),
    "WordPress lecture/blog/x3: its props have no database; state it",
  );
  check(
    made(WordPress, blog, {}),
    "WordPress lecture/blog/x4: its props have no host, no content, no database; state them",
  );
  check(made(MariaDB, blog), "MariaDB lecture/blog/x5: found no props; state them");
  check(
    made(Route, blog, { host: "a.example.com", tls: "none" }),
    "Route lecture/blog/x6: its props have no service; state it",
  );
  check(
    made(NfsVolume, blog, { owner: { uid: 1, gid: 1 } }),
    "NfsVolume lecture/blog/x7: its props have no directory; state it",
  );
  check(
    made(RequiredSecret, blog, { purpose: "mail" }),
    "RequiredSecret lecture/blog/x8: its props have no keys; state it",
  );
});

test("a Project, a FilledSecret and an exported directory say so before there is a construct", () => {
  expect(() => new (Project as unknown as Untyped)()).toThrow("Cannot make a Project: found no props; state them");
  expect(() => new (FilledSecret as unknown as Untyped)(blog, "paid", {})).toThrow(
    "Cannot make FilledSecret lecture/blog/paid: its props have no values; state it",
  );
  expect(() => nas.export("/srv/a", {} as { size: string })).toThrow(
    "Cannot make directory /srv/a of NfsServer nas: its props have no size; state it",
  );
});
