import { ApiObject, Chart, type IResolver, JsonPatch, Lazy, Names, type ResolutionContext, Testing } from "cdk8s";
import { ConfigMap as PlusConfigMap } from "cdk8s-plus-28";
import { describe, expect, test } from "vitest";
import { ConfigMap } from "../../imports/k8s/core/v1.ts";
import { acknowledge, Cluster, Namespace, Project, rke, synthesize, WordPress } from "../../lib/index.ts";
import { codesOf, MACHINES, manifestsOf, type Sample, sample } from "../sample.ts";

/** A site of ours, and a chart of cdk8s's in the same namespace. */
const withSite = () => {
  const made = sample();
  const { blog, nas } = made;
  const site = new WordPress(blog, "site", {
    host: "blog.example.com",
    tls: "none",
    content: nas.export("/data", { size: "1Gi" }),
    database: { data: nas.export("/db", { size: "1Gi" }) },
  });
  const chart = new Chart(blog, "plain", { namespace: "blog" });
  return { ...made, site, chart };
};

const order = ({ project }: Pick<Sample, "project">): readonly string[] =>
  manifestsOf(project).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

const manifest = ({ project }: Pick<Sample, "project">, kind: string, name: string) =>
  manifestsOf(project).find((found) => found.kind === kind && found.metadata.name === name);

describe("cdk8s's ways with our constructs", () => {
  test("ApiObject.of finds the object that a construct of ours is about", () => {
    const { blog, site } = withSite();
    const found = [site, site.database, site.route, site.content, blog].map((construct) =>
      construct === undefined ? undefined : ApiObject.of(construct).kind,
    );
    expect(found).toEqual(["Deployment", "StatefulSet", "Ingress", "PersistentVolumeClaim", "Namespace"]);
  });
  test("patches, labels and annotations are written", () => {
    const made = withSite();
    const object = ApiObject.of(made.site);
    object.addJsonPatch(JsonPatch.add("/spec/revisionHistoryLimit", 3), JsonPatch.remove("/spec/strategy"));
    object.metadata.addLabel("team", "a");
    object.metadata.addAnnotation("later", Lazy.any({ produce: () => "known" }) as string);
    const written = manifest(made, "Deployment", "wordpress");
    expect(written).toMatchObject({
      metadata: { labels: { team: "a" }, annotations: { later: "known" } },
      spec: { revisionHistoryLimit: 3 },
    });
    expect(written?.["spec"]).not.toHaveProperty("strategy");
  });
  test("a visit of all that there is meets our objects and theirs", () => {
    const { project, chart } = withSite();
    new PlusConfigMap(chart, "settings");
    for (const construct of project.node.findAll())
      if (ApiObject.isApiObject(construct)) construct.metadata.addLabel("visited", "yes");
    const labels = manifestsOf(project).map(
      ({ metadata }) => (metadata["labels"] as Record<string, string>)["visited"],
    );
    expect(labels.length).toBeGreaterThan(10);
    expect(new Set(labels)).toEqual(new Set(["yes"]));
  });
  test("dependencies lead from their charts to our workloads and back", () => {
    const made = withSite();
    const late = new PlusConfigMap(made.chart, "late", { metadata: { name: "a-late" } });
    const early = new PlusConfigMap(made.chart, "early", { metadata: { name: "z-early" } });
    late.node.addDependency(made.site);
    made.site.database?.node.addDependency(early);
    const names = order(made);
    expect(names.indexOf("ConfigMap a-late")).toBeGreaterThan(names.indexOf("Deployment wordpress"));
    expect(names.indexOf("ConfigMap z-early")).toBeLessThan(names.indexOf("StatefulSet mariadb"));
    expect(codesOf(synthesize(made.project))).toEqual([]);
  });
  test("a dependency on another cluster's object, or on a chart in no cluster, changes no cluster's order", () => {
    const made = withSite();
    const before = order(made);
    const other = new Cluster(made.project, "another", {
      kubernetes: "1.30",
      provisioner: rke({ release: "1.8.14" }),
      ssh: { user: "ubuntu" },
      nodes: { "far-1": { ...MACHINES["node-1"], address: "10.9.0.1" } },
    });
    const far = new ConfigMap(new Namespace(other, "far"), "settings", { data: {} });
    const loose = new PlusConfigMap(new Chart(made.project, "loose"), "settings");
    made.site.node.addDependency(far, loose);
    expect(order(made).filter((name) => before.includes(name))).toEqual(before);
    expect(synthesize(made.project).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
  test("the project's resolvers meet every value of our objects", () => {
    const resolver: IResolver = {
      resolve: (context: ResolutionContext) => {
        const value: unknown = context.value;
        if (value === "token") context.replaceValue(`${context.obj.kind} ${context.key.join(".")}`);
      },
    };
    const project = new Project({ defaults: "2026-11", resolvers: [resolver] });
    const cluster = new Cluster(project, "home", {
      kubernetes: "1.30",
      provisioner: rke({ release: "1.8.14" }),
      ssh: { user: "ubuntu" },
      nodes: MACHINES,
    });
    const data = Object.assign(Object.create(null) as object, { key: "token", constructor: "no class" });
    new ConfigMap(new Namespace(cluster, "n"), "a", { data, metadata: { labels: { at: "token" } } });
    expect(manifest({ project }, "ConfigMap", "a")).toMatchObject({
      data: { key: "ConfigMap data.key", constructor: "no class" },
      metadata: { labels: { at: "ConfigMap metadata.labels.at" } },
    });
  });
  test("a validation of the program's own is a finding, which can be acknowledged", () => {
    const { project, site } = withSite();
    site.node.addValidation({ validate: () => ["too blue"] });
    expect(synthesize(project).findings.find(({ code }) => code === "validation")).toMatchObject({
      severity: "error",
      about: { path: "lecture/blog/site" },
      message: "Cannot accept the construct: its own validation says: too blue",
    });
    acknowledge(site, "validation", "blue is meant");
    expect(codesOf(synthesize(project))).toEqual([]);
  });
  test("names are made from our constructs' paths, and Testing.synth gives a namespace's objects", () => {
    const { blog, site } = withSite();
    expect(Names.toDnsLabel(site, { includeHash: false })).toBe("lecture-blog-site");
    expect(Names.toLabelValue(site.deployment)).toMatch(/^lecture-blog-site-c8[0-9a-f]{6}$/);
    const kinds = (Testing.synth(blog) as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toContain("Deployment");
    expect(kinds).toEqual((blog.toJson() as { kind: string }[]).map(({ kind }) => kind));
  });
  test("what a chart in no cluster holds is written as it stands, in a folder of the chart's own", () => {
    const { project } = withSite();
    const chart = new Chart(project, "platform", { namespace: "everywhere" });
    new ApiObject(chart, "volume", { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: "v" }, spec: {} });
    const { files } = synthesize(project);
    const paths = files.map(({ path }) => path).filter((path) => path.startsWith("platform/"));
    expect(paths).toEqual([
      "platform/manifests/cluster/persistentvolume-v.yaml",
      "platform/manifests/cluster/Kustomization",
      "platform/manifests/Kustomization",
    ]);
    expect(files.find(({ path }) => path === paths[0])?.text).toContain("namespace: everywhere");
  });
});
