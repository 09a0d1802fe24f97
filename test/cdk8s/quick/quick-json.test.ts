import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import type * as Cdk8s from "cdk8s";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonParts, quickenJson } from "../../../lib/cdk8s/quick/quick-json.ts";
import type { ResolveModule } from "../../../lib/cdk8s/quick/resolve-module.ts";

interface Copy {
  readonly cdk8s: typeof Cdk8s;
  readonly resolving: ResolveModule;
  readonly parts: JsonParts;
}

/** A copy of cdk8s of its own, with what it does not export. */
const loadCopy = (): Copy => {
  const require = createRequire(import.meta.url);
  const isCdk8s = (path: string): boolean => /[/\\]node_modules[/\\]cdk8s[/\\]/.test(path);
  for (const path of Object.keys(require.cache).filter(isCdk8s)) delete require.cache[path];
  const cdk8s = require("cdk8s") as typeof Cdk8s;
  const inner = (name: string): unknown => require(join(dirname(require.resolve("cdk8s")), `${name}.js`));
  const { sanitizeValue } = inner("_util") as Pick<JsonParts, "sanitizeValue">;
  const { ApiObject, ApiObjectMetadataDefinition: Metadata, JsonPatch } = cdk8s;
  return {
    cdk8s,
    resolving: inner("resolve") as ResolveModule,
    parts: { ApiObject, Metadata, JsonPatch, sanitizeValue },
  };
};

const textOf = (prototype: { toJson: () => unknown }): string => String(Reflect.get(prototype, "toJson"));

const quickCopy = (isUnsorted: () => boolean): Copy => {
  const copy = loadCopy();
  const { parts, resolving, cdk8s } = copy;
  const own = textOf(cdk8s.ApiObject.prototype);
  quickenJson(parts, { resolving, rootOf: (object) => cdk8s.App.of(object), keepsOrder: isUnsorted });
  // Otherwise one thing is compared with itself.
  expect(textOf(cdk8s.ApiObject.prototype)).not.toBe(own);
  return copy;
};

/** What a program may write into an object; made anew for each copy. */
type Make = (cdk8s: typeof Cdk8s) => unknown;

class Odd {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

const leaf: fc.Arbitrary<Make> = fc
  .oneof(
    fc.constantFrom("", "a", "swap", "swap for a tree", "swap for nothing", "fail", null, undefined, true, 0, -0, 1.5),
    fc.constantFrom(new Date(0), new Map([["a", 1]]), new Odd([]), new Odd("5"), new Odd(5), /x/, Symbol.for("s")),
    fc.constantFrom(Object.create(null) as object, () => 1, JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as object),
  )
  .map((value) => () => value);

const { tree } = fc.letrec<{ tree: Make }>((tie) => {
  const key = fc.oneof(
    fc.constantFrom("b", "a", "10", "9", "B", "constructor", "ä", "image"),
    fc.string({ maxLength: 2 }),
  );
  const members = (most: number) => fc.array(fc.tuple(key, tie("tree")), { maxLength: most });
  const object =
    (pairs: readonly (readonly [string, Make])[]): Make =>
    (cdk8s) =>
      Object.fromEntries(pairs.map(([name, make]) => [name, make(cdk8s)]));
  return {
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      members(5).map(object),
      fc.array(tie("tree"), { maxLength: 3 }).map(
        (items): Make =>
          (cdk8s) =>
            items.map((make) => make(cdk8s)),
      ),
      fc
        .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 33, maxLength: 40 })
        .map((names) => object(names.map((name): [string, Make] => [name, () => name]))),
      tie("tree").map(
        (make): Make =>
          (cdk8s) =>
            cdk8s.Lazy.any({ produce: () => make(cdk8s) }) as unknown,
      ),
      tie("tree").map(
        (make): Make =>
          (cdk8s) => ({ resolve: () => make(cdk8s) }),
      ),
    ),
  };
});

interface Sight {
  readonly props: Make;
  readonly metadata: Make;
  readonly resolvers: number;
  readonly isPatched: boolean;
}

/** All that can be seen of an object's JSON: itself, what its resolvers were asked, and in which order. */
const see = ({ cdk8s }: Copy, { props, metadata, resolvers, isPatched }: Sight): string => {
  const asked: unknown[] = [];
  const own: Cdk8s.IResolver = {
    resolve: (context) => {
      asked.push([[...context.key], context.obj.name, context.value, context.replaced]);
      if (context.value === "swap") context.replaceValue(context.key.join("."));
      if (context.value === "swap for a tree") context.replaceValue({ b: ["swap", null], a: {} });
      if (context.value === "swap for nothing") context.replaceValue(null);
      if (context.value === "fail") throw new Error(`no ${context.key.join(".")}`);
    },
  };
  const app = new cdk8s.App({ resolvers: Array.from({ length: resolvers }, () => own) });
  const orReason = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return String(error);
    }
  };
  const json = orReason(() => {
    const named = { name: "n", ...(metadata(cdk8s) as object) };
    const all = { ...(props(cdk8s) as object), apiVersion: "v1", kind: "A", metadata: named };
    const object = new cdk8s.ApiObject(new cdk8s.Chart(app, "c"), "o", all);
    if (isPatched) object.addJsonPatch(cdk8s.JsonPatch.add("/spec", { z: 1, a: 2 }));
    return [orReason(() => object.toJson()), orReason(() => object.toJson())];
  });
  return inspect({ json, asked }, { depth: 20, maxArrayLength: 1000, showHidden: true });
};

test("an object's JSON is cdk8s's own, what resolvers see of it too, and what it throws", () => {
  let isUnsorted = false;
  const [theirs, ours] = [loadCopy(), quickCopy(() => isUnsorted)];
  const sight = fc.record({
    props: tree,
    metadata: tree,
    resolvers: fc.constantFrom(0, 0, 1, 2),
    isPatched: fc.boolean(),
  });
  const check = (seen: Sight, unsorted: boolean): void => {
    isUnsorted = unsorted;
    if (unsorted) process.env["CDK8S_DISABLE_SORT"] = "1";
    const expected = see(theirs, seen);
    delete process.env["CDK8S_DISABLE_SORT"];
    expect(see(ours, seen)).toBe(expected);
  };
  fc.assert(fc.property(sight, fc.boolean(), check), { numRuns: 1500 });
});

/** What an object does to others, or to itself, while it is asked. */
type Trick = (cdk8s: typeof Cdk8s, app: Cdk8s.App) => Cdk8s.ApiObject;

const objectIn = (cdk8s: typeof Cdk8s, app: Cdk8s.App, props: object): Cdk8s.ApiObject =>
  new cdk8s.ApiObject(new cdk8s.Chart(app, "c"), "o", { apiVersion: "v1", kind: "A", ...props });

/** An object with an annotation that does something when it is read. */
const withLazy = (cdk8s: typeof Cdk8s, app: Cdk8s.App, work: () => void): Cdk8s.ApiObject => {
  const produce = (): string => {
    work();
    return "read";
  };
  const a = cdk8s.Lazy.any({ produce }) as string;
  return objectIn(cdk8s, app, { data: { n: "1" }, metadata: { name: "n", annotations: { a } } });
};

test.each<[string, Trick]>([
  [
    "its metadata changes the rest",
    (cdk8s, app) => {
      const made = withLazy(cdk8s, app, () =>
        Object.assign(Reflect.get(made, "props") as object, { data: { n: "2" } }),
      );
      return made;
    },
  ],
  [
    "its metadata adds a resolver",
    (cdk8s, app) => {
      const resolve = (context: Cdk8s.ResolutionContext): void => {
        if (context.value === "1") context.replaceValue("2");
      };
      return withLazy(cdk8s, app, () => Reflect.get(app, "resolvers").push({ resolve }));
    },
  ],
  [
    "a patch gives it a member that is no name",
    (cdk8s, app) => {
      const made = objectIn(cdk8s, app, {});
      const root = '{"apiVersion": "v1", "kind": "B", "metadata": {}, "__proto__": {"a": 1}}';
      made.addJsonPatch(cdk8s.JsonPatch.replace("", JSON.parse(root)));
      return made;
    },
  ],
  ["a list of it has a value", (cdk8s, app) => objectIn(cdk8s, app, { data: Object.assign([1], { value: 3 }) })],
])("an object is as cdk8s gives it where %s", (_, trick) => {
  const [theirs, ours] = [loadCopy(), quickCopy(() => false)].map(({ cdk8s }) => {
    const made = trick(cdk8s, new cdk8s.App());
    return inspect(made.toJson(), { depth: 20, showHidden: true });
  });
  expect(ours).toBe(theirs);
});

test("a copy whose way to JSON the program has changed is left as it is", () => {
  const { cdk8s, resolving, parts } = loadCopy();
  const own = (): unknown => "the program's";
  cdk8s.ApiObjectMetadataDefinition.prototype.toJson = own;
  const before = textOf(cdk8s.ApiObject.prototype);
  quickenJson(parts, { resolving, rootOf: (object) => cdk8s.App.of(object), keepsOrder: () => false });
  expect(textOf(cdk8s.ApiObjectMetadataDefinition.prototype)).toBe(String(own));
  expect(textOf(cdk8s.ApiObject.prototype)).toBe(before);
});
