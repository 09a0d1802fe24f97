import { Construct } from "constructs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderObjects } from "../../lib/tree/order-objects.ts";

/** A tree of this many leaves below each of some groups. */
const tree = (groups: number, leaves: number) => {
  const root = new Construct(undefined as never, "");
  const made = Array.from({ length: groups }, (_, group) => {
    const parent = new Construct(root, `g${group}`);
    return { parent, leaves: Array.from({ length: leaves }, (__, leaf) => new Construct(parent, `o${leaf}`)) };
  });
  const objects = made.flatMap((group) => group.leaves).map((object) => ({ object }));
  return { root, groups: made, objects, constructs: root.node.findAll() };
};

const pathsOf = (ordered: ReturnType<typeof orderObjects>): readonly string[] =>
  "order" in ordered ? (ordered.order as { object: Construct }[]).map(({ object }) => object.node.path) : ["cycle"];

/** How often something is put on a list while objects are ordered: each vertex that is entered, each edge, each object. */
const stepsOf = ({ objects, constructs }: ReturnType<typeof tree>): number => {
  const { push } = Array.prototype;
  let steps = 0;
  // oxlint-disable-next-line no-extend-native -- counts, and is taken back
  Array.prototype.push = function count(...items: unknown[]) {
    steps += 1;
    return push.apply(this, items);
  };
  try {
    expect("order" in orderObjects({ objects, constructs })).toBe(true);
  } finally {
    // oxlint-disable-next-line no-extend-native -- as it was
    Array.prototype.push = push;
  }
  return steps;
};

/** Dependencies that whoever follows each of them anew takes exponential time for. */
const SHAPES: Readonly<Record<string, (size: number) => ReturnType<typeof tree>>> = {
  "layers of two objects that each depend on both of the layer before": (size) => {
    const made = tree(size, 2);
    made.groups.forEach(({ leaves }, index) => {
      for (const leaf of leaves) leaf.node.addDependency(...(made.groups[index - 1]?.leaves ?? []));
    });
    return made;
  },
  "constructs of fourteen objects that each depend on the whole construct before": (size) => {
    const made = tree(size, 14);
    made.groups.forEach(({ parent }, index) => {
      const before = made.groups[index - 1]?.parent;
      if (before !== undefined) parent.node.addDependency(before);
    });
    return made;
  },
  "a chain of objects": (size) => {
    const made = tree(1, size);
    const leaves = made.groups[0]?.leaves ?? [];
    leaves.forEach((leaf, index) => {
      const next = leaves[index + 1];
      if (next !== undefined) leaf.node.addDependency(next);
    });
    return made;
  },
};

describe("orderObjects takes steps in proportion to the tree and its dependencies", () => {
  test.each([
    ["layers of two objects that each depend on both of the layer before", 20],
    ["constructs of fourteen objects that each depend on the whole construct before", 6],
    ["a chain of objects", 10_000],
  ])("%s, from %i on", (shape, size) => {
    const make = SHAPES[shape];
    const [steps = 0, twice = 0] = [size, size * 2].map((count) => (make === undefined ? 0 : stepsOf(make(count))));
    expect(steps).toBeGreaterThan(size * 2);
    expect(twice / steps).toBeLessThan(2.2);
  });
});

describe("orderObjects", () => {
  test("leaves objects in their order where nothing depends on anything", () => {
    const { objects, constructs } = tree(2, 2);
    expect(pathsOf(orderObjects({ objects, constructs }))).toEqual(["g0/o0", "g0/o1", "g1/o0", "g1/o1"]);
  });
  test("puts all below one construct after all below another", () => {
    const { groups, objects, constructs } = tree(2, 2);
    groups[0]?.parent.node.addDependency(groups[1]?.parent as Construct);
    expect(pathsOf(orderObjects({ objects, constructs }))).toEqual(["g1/o0", "g1/o1", "g0/o0", "g0/o1"]);
  });
  test("takes a part that depends on its own whole for one that depends on the rest of it", () => {
    const { groups, objects, constructs } = tree(1, 3);
    groups[0]?.leaves[0]?.node.addDependency(groups[0].parent);
    expect(pathsOf(orderObjects({ objects, constructs }))).toEqual(["g0/o1", "g0/o2", "g0/o0"]);
  });
  test("finds a cycle, and shows it", () => {
    const { groups, objects, constructs } = tree(2, 1);
    const [a, b] = groups.map(({ parent }) => parent);
    a?.node.addDependency(b as Construct);
    b?.node.addDependency(groups[0]?.leaves[0] as Construct);
    const ordered = orderObjects({ objects, constructs });
    expect("cycle" in ordered ? ordered.cycle.constructs.map(({ node }) => node.path) : []).toContain("g1");
  });
  test("walks a chain of ten thousand without overflowing", () => {
    const { groups, objects, constructs } = tree(1, 10_000);
    const leaves = groups[0]?.leaves ?? [];
    leaves.forEach((leaf, index) => {
      const next = leaves[index + 1];
      if (next !== undefined) leaf.node.addDependency(next);
    });
    expect(pathsOf(orderObjects({ objects, constructs }))[0]).toBe("g0/o9999");
  });
  test("is done at once with layers that each depend on the whole layer before", () => {
    const { groups, objects, constructs } = tree(60, 20);
    groups.forEach(({ leaves }, index) => {
      for (const leaf of leaves) for (const before of groups[index - 1]?.leaves ?? []) leaf.node.addDependency(before);
    });
    expect(pathsOf(orderObjects({ objects, constructs }))).toHaveLength(1200);
  });
  test("keeps every dependency between leaves, whatever they are", () => {
    const edges = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const { groups, objects, constructs } = tree(4, 5);
        const leaves = groups.flatMap((group) => group.leaves);
        const acyclic = pairs.filter(([a, b]) => a < b);
        for (const [a, b] of acyclic) leaves[a]?.node.addDependency(leaves[b] as Construct);
        const paths = pathsOf(orderObjects({ objects, constructs }));
        expect(paths).toHaveLength(20);
        for (const [a, b] of acyclic) {
          expect(paths.indexOf(leaves[b]?.node.path ?? "")).toBeLessThan(paths.indexOf(leaves[a]?.node.path ?? ""));
        }
      }),
    );
  });
});
