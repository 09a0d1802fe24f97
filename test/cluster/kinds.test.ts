import { ApiObject, Chart, JsonPatch, Lazy, Testing } from "cdk8s";
import { ConfigMap as PlusConfigMap, Deployment as PlusDeployment } from "cdk8s-plus-28";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { Deployment } from "../../imports/k8s/apps/v1.ts";
import { ConfigMap, Service } from "../../imports/k8s/core/v1.ts";
import { Cluster, Namespace, Project, synthesize } from "../../lib/index.ts";
import { loadSecondCopy } from "../cdk8s/load-second-copy.ts";
import { codesOf, manifestsOf, sample } from "../sample.ts";

describe("a typed kind", () => {
  const made = (build: (blog: Namespace) => ApiObject): unknown => build(sample().blog).toJson();

  test("keeps what is empty", () =>
    expect(
      made((blog) => new ConfigMap(blog, "a", { data: { empty: "" }, metadata: { labels: { tier: "" } } })),
    ).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { empty: "" },
      metadata: { labels: { tier: "" }, name: "a", namespace: "blog" },
    }));
  test("writes labels that are null as none", () =>
    expect(made((blog) => new ConfigMap(blog, "a", { metadata: { labels: null as never } }))).toHaveProperty(
      "metadata.labels",
      {},
    ));
  test("leaves out what is undefined", () =>
    expect(made((blog) => new ConfigMap(blog, "a", { data: undefined }))).not.toHaveProperty("data"));
  test("can be patched, /spec/clusterIP too", () => {
    const service = made((blog) => {
      const object = new Service(blog, "a", { spec: { ports: [{ port: 80 }] } });
      object.addJsonPatch(JsonPatch.add("/spec/clusterIP", "None"));
      return object;
    });
    expect(service).toMatchObject({ spec: { clusterIP: "None" } });
  });
  test("resolves Lazy values", () =>
    expect(
      made(
        (blog) =>
          new ConfigMap(blog, "a", { data: Lazy.any({ produce: () => ({ a: "b" }) }) as Record<string, string> }),
      ),
    ).toMatchObject({
      data: { a: "b" },
    }));
  test("resolves Lazy values of another copy of cdk8s, also in that copy's objects", () => {
    const second = loadSecondCopy();
    const { blog, project } = sample();
    const data = second.Lazy.any({ produce: () => ({ a: "b" }) }) as Record<string, string>;
    new ConfigMap(blog, "ours", { data });
    new second.ApiObject(blog, "theirs", { apiVersion: "v1", kind: "ConfigMap", data });
    const inTheirApp = new second.ApiObject(new Chart(Testing.app(), "chart"), "a", {
      apiVersion: "v1",
      kind: "A",
      data,
    });
    expect(() => inTheirApp.toJson() as unknown).toThrow("non-simple object of type 'Lazy'");
    const maps = manifestsOf(project).filter(({ kind }) => kind === "ConfigMap");
    expect(maps.map((map) => map["data"])).toEqual([{ a: "b" }, { a: "b" }]);
  });
  test("refuses what is no data, naming where", () =>
    expect(() => made((blog) => new ConfigMap(blog, "a", { data: { a: (() => "") as never } }))).toThrow(
      'Cannot write ConfigMap "a" (lecture/blog/a): found a function at data.a',
    ));
  test("takes patches of data alone, and resolves Lazy values in them", () => {
    const patched = (value: unknown) =>
      made((blog) => {
        const object = new ConfigMap(blog, "a", { data: { a: "1" } });
        object.addJsonPatch(JsonPatch.add("/data/x", value));
        return object;
      });
    expect(patched(Lazy.any({ produce: () => "v" }))).toMatchObject({ data: { a: "1", x: "v" } });
    for (const value of [new Map([["a", "b"]]), Number.NaN, () => 1])
      expect(() => patched(value)).toThrow('Cannot write ConfigMap "a"');
  });
  test("is an ApiObject to cdk8s", () => {
    const { blog } = sample();
    const object = new Deployment(blog, "a", { spec: { selector: {}, template: {} } });
    expect(ApiObject.isApiObject(object)).toBe(true);
    expect(ApiObject.of(new Construct(blog, "wrapper").node.scope === blog ? object : object)).toBe(object);
    expect(blog.apiObjects).toContain(object);
  });
  test("takes a List, as kubectl prints one, for its items, each in its namespace", () => {
    const { blog, project } = sample();
    const item = (kind: string, metadata: object) => ({ kind, data: {}, apiVersion: "v1", metadata });
    const items = [item("ConfigMap", { name: "a" }), item("ConfigMap", { name: "b", namespace: "x" })];
    const list = new ApiObject(blog, "list", { apiVersion: "v1", kind: "List", items });
    new ConfigMap(blog, "0-late").addDependency(list);
    const found = manifestsOf(project).filter(({ kind }) => kind === "ConfigMap");
    expect(found.map(({ metadata: { name, namespace } }) => `${namespace}/${name}`)).toEqual([
      "blog/a",
      "blog/0-late",
      "x/b",
    ]);
  });
  test("puts an object after what it depends on", () => {
    const { blog, project } = sample();
    const late = new ConfigMap(blog, "a-late");
    const early = new Deployment(blog, "z-early", { spec: { selector: {}, template: {} } });
    late.addDependency(early);
    const names = manifestsOf(project).map(({ metadata }) => metadata.name);
    expect(names.indexOf("z-early")).toBeLessThan(names.indexOf("a-late"));
  });
});

describe("our charts", () => {
  test("tell themselves apart, though cdk8s takes every chart for each", () => {
    const { cluster, blog, project } = sample();
    const plain = new Chart(project, "plain");
    expect([cluster, blog, plain, project].map((it) => it instanceof Cluster)).toEqual([true, false, false, false]);
    expect([cluster, blog, plain, project].map((it) => it instanceof Namespace)).toEqual([false, true, false, false]);
    expect([cluster, blog, plain, project].map((it) => it instanceof Project)).toEqual([false, false, false, true]);
    expect(cluster).toBeInstanceOf(Chart);
  });
  test("are found from below, and miss with a sentence", () => {
    const { cluster, blog, project } = sample();
    const below = new Construct(blog, "below");
    expect(Cluster.of(below)).toBe(cluster);
    expect(Namespace.of(below)).toBe(blog);
    expect(() => Namespace.of(cluster)).toThrow("Cannot find the namespace of lecture");
    expect(() => Cluster.of(project)).toThrow("it stands below no Cluster");
  });
  test("give cdk8s's Testing.synth their own objects, and change nothing", () => {
    const { blog, project } = sample();
    new ConfigMap(blog, "a");
    const before = synthesize(project).files;
    expect((Testing.synth(blog) as { kind: string }[]).map(({ kind }) => kind)).toEqual(["Namespace", "ConfigMap"]);
    expect(synthesize(project).files).toEqual(before);
  });
  test("take a plain chart that was asked for its objects, though cdk8s then makes every chart depend on those in it", () => {
    const { blog, project } = sample();
    const [first, second] = ["a", "b"].map((id) => new Chart(blog, id, { namespace: "blog" })) as [Chart, Chart];
    for (const chart of [second, first]) new PlusConfigMap(chart, "settings");
    const before = manifestsOf(project);
    Testing.synth(first);
    expect(blog.node.dependencies).toContain(first);
    expect(synthesize(project).findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(manifestsOf(project)).toEqual(before);
    expect(before).toHaveLength(3);
  });
  test("may be extended with a toJson() of the program's own", () => {
    class Quiet extends Namespace {
      override toJson(): unknown[] {
        return (super.toJson() as { kind: string }[]).filter(({ kind }) => kind !== "ConfigMap");
      }
    }
    const { cluster, project } = sample();
    const quiet = new Quiet(cluster, "quiet");
    for (const scope of [quiet, new Namespace(cluster, "loud")]) new ConfigMap(scope, "a");
    const found = manifestsOf(project).map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace ?? name}`);
    expect(found).toEqual(["Namespace blog", "Namespace loud", "Namespace quiet", "ConfigMap loud"]);
  });
  test("find a machine by its name", () => {
    const { cluster } = sample();
    expect(cluster.machine("node-1").address).toBe("10.0.0.11");
    expect(() => cluster.machine("node-9")).toThrow("allowed are node-1, node-2, node-3");
  });
});

describe("a chart of cdk8s-plus", () => {
  const build = (scope: Construct): Chart => {
    const chart = new Chart(scope, "plus", { namespace: "plus" });
    const config = new PlusConfigMap(chart, "config", { data: { a: "b" } });
    const deployment = new PlusDeployment(chart, "web", {
      containers: [{ image: "nginx:1", portNumber: 80, envVariables: {} }],
    });
    deployment.exposeViaService({ ports: [{ port: 80, targetPort: 80 }] });
    chart.node.addDependency(config);
    return chart;
  };
  test("gives in our tree the objects that it gives in cdk8s's", () => {
    const project = new Project({ defaults: "2026-11" });
    build(project);
    const theirs = Testing.synth(build(Testing.app())) as { kind: string }[];
    const byKind = (a: { kind: string }, b: { kind: string }): number => (a.kind < b.kind ? -1 : 1);
    expect([...manifestsOf(project)].toSorted(byKind)).toEqual(theirs.toSorted(byKind));
  });
  test("that stands in no cluster goes to a folder of its own", () => {
    const project = new Project({ defaults: "2026-11" });
    build(project);
    const paths = synthesize(project).files.map(({ path }) => path.replace(/-[0-9a-z]{8}\.yaml$/, "-HASH.yaml"));
    expect(paths).toContain("plus/manifests/namespaces/plus/configmap-plus-config-HASH.yaml");
    expect(codesOf(synthesize(project))).toEqual([]);
  });
});
