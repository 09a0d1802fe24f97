import { ApiObject, Chart, JsonPatch, Lazy } from "cdk8s";
import { describe, expect, test } from "vitest";
import { Deployment } from "../../imports/k8s/apps/v1.ts";
import { ConfigMap, PersistentVolume, Service, type ServiceProps } from "../../imports/k8s/core/v1.ts";
import { FlowSchema } from "../../imports/k8s/flowcontrol.apiserver.k8s.io/v1beta3.ts";
import { acknowledge, Cluster, Namespace, Project, rke, synthesize, WordPress } from "../../lib/index.ts";
import { check, deployment, volume, wordpress } from "../mistakes.ts";
import { codesOf, MACHINES, RKE_WARNINGS, type Sample, sample } from "../sample.ts";

const OTHER = {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  ssh: { user: "ubuntu" },
  nodes: { "other-1": { address: "10.1.0.11" } },
} as const;

describe("synthesize reports nothing", () => {
  test("about a good program but what any cluster of RKE gets", () => {
    const made = sample();
    wordpress(made);
    expect(synthesize(made.project).findings.map(({ code }) => code)).toEqual(RKE_WARNINGS);
  });
  test("about what is null, which a server takes for what is not there", () => {
    const nulls = { volumes: null, containers: [null], initContainers: null, nodeSelector: null, affinity: null };
    check(({ blog }) => {
      const made = (apiVersion: string, kind: string, spec: object) =>
        new ApiObject(blog, kind, { apiVersion, kind, metadata: { name: "a" } }).addJsonPatch(
          JsonPatch.add("/spec", spec),
        );
      made("apps/v1", "Deployment", { replicas: 2, selector: null, template: { spec: nulls } });
      made("v1", "Service", { ports: null });
      made("networking.k8s.io/v1", "Ingress", { defaultBackend: null, rules: null });
    }, []);
  });
  test("about nulls that a Lazy gives, or that a list has in the place of what is undefined", () => {
    for (const ports of [null, [undefined]]) {
      const spec: unknown = Lazy.any({ produce: () => ({ ports }) });
      check(({ blog }) => new Service(blog, "a", { spec } as ServiceProps), []);
    }
  });
});

describe("synthesize reports mistakes in the tree", () => {
  test("a NodePort outside the cluster's range", () =>
    check(
      ({ blog }) => new Service(blog, "a", { spec: { ports: [{ port: 80, nodePort: 80 }] } }),
      ["node-port-range"],
      "30000 to 32767",
    ));
  test("a NodePort that two Services state, or two ports of one, and none that a port has for two protocols", () => {
    const open = (name: string, ...ports: readonly { port: number; protocol?: "TCP" | "UDP" }[]) => {
      const stated = ports.map((port) => ({ name: `${port.port}-${port.protocol}`.toLowerCase(), ...port }));
      return ({ blog }: Sample) =>
        new Service(blog, name, {
          spec: { type: "NodePort", ports: stated.map((port) => ({ ...port, nodePort: 30_080 })) },
        });
    };
    const web = open("web", { port: 80 });
    const both = (made: Sample) => [web(made), open("shop", { port: 81, protocol: "UDP" })(made)];
    check(both, ["node-port-twice"], "NodePort 30080 of Service blog/web: Service blog/shop has it");
    check(open("dns", { port: 53 }, { port: 54 }), ["node-port-twice"], "of Service blog/dns: its port 53 has it");
    check(open("dns", { port: 53, protocol: "TCP" }, { port: 53, protocol: "UDP" }), []);
    check((made) => {
      web(made);
      web({ ...made, blog: new Namespace(new Cluster(made.project, "other", { ...OTHER }), "blog") });
    }, []);
  });
  test("more than one replica on a ReadWriteOnce volume", () =>
    check(
      (made) => {
        const { claimName } = volume(made, "v", "ReadWriteOnce");
        const { spec } = deployment(claimName);
        new Deployment(made.blog, "a", { spec: { ...spec, replicas: 2 } });
      },
      ["replicas-share-volume"],
      "2 pods of Deployment a",
    ));
  test("several replicas on a ReadWriteMany volume are fine", () =>
    check((made) => {
      const { spec } = deployment(volume(made).claimName);
      new Deployment(made.blog, "a", { spec: { ...spec, replicas: 2 } });
    }, []));
  test("two objects with one identity", () =>
    check(
      ({ blog }) => {
        new ConfigMap(blog, "a", { metadata: { name: "x" } });
        new ConfigMap(blog, "b", { metadata: { name: "x" } });
      },
      ["duplicate-identity"],
      "ConfigMap blog/x",
    ));
  test("two WordPress of one name in a namespace", () =>
    check(
      (made) => {
        wordpress(made);
        new WordPress(made.blog, "other", {
          host: "other.example.com",
          tls: "none",
          content: made.nas.export("/data2", { size: "1Gi" }),
          database: { name: "other", data: made.nas.export("/db2", { size: "1Gi" }) },
        });
      },
      ["duplicate-identity", "duplicate-identity", "duplicate-identity", "duplicate-identity"],
      "wordpress",
    ));
  test("an object that needs a namespace directly in the cluster", () =>
    check(
      ({ cluster }) => new ApiObject(cluster, "a", { apiVersion: "v1", kind: "ConfigMap" }),
      ["namespace-missing"],
    ));
  test("an API version that the cluster does not serve", () =>
    check(
      ({ cluster }) => {
        new FlowSchema(cluster, "a", { spec: { priorityLevelConfiguration: { name: "x" } } });
        new ApiObject(cluster, "b", { apiVersion: "resource.k8s.io/v1", kind: "DeviceClass" });
      },
      ["api-not-served"],
      "1.30 does not serve it",
    ));
  test("what is wrong inside a List, as kubectl prints one", () => {
    const list = (items: readonly object[]) => (made: Sample) =>
      new ApiObject(made.blog, "a", { apiVersion: "v1", kind: "List", items });
    const service = (nodePort: number) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "a" },
      spec: { ports: [{ port: 80, nodePort }] },
    });
    check(list([service(99)]), ["node-port-range"]);
    check(list([service(30_000), service(30_001)]), ["duplicate-identity"], "Service blog/a");
    check(list([{ kind: "Service" }]), ["not-an-object"]);
  });
  test("a construct's own validation", () =>
    check(({ blog }) => blog.node.addValidation({ validate: () => ["no good"] }), ["validation"], "no good"));
  test("an object that is none", () =>
    check(
      ({ blog }) => {
        class Odd extends ApiObject {
          override toJson(): object {
            return { kind: "Odd" };
          }
        }
        new Odd(blog, "a", { apiVersion: "v1", kind: "Odd" });
      },
      ["not-an-object"],
    ));
  test("objects that cannot be turned into data, all of them", () =>
    check(
      ({ blog }) => {
        new ConfigMap(blog, "a", { data: { a: Symbol("a") as never } });
        new ConfigMap(blog, "b").addJsonPatch(JsonPatch.remove("/data/a"));
      },
      ["object-failed", "object-failed"],
      "found a symbol at data.a; allowed are the values of JSON",
    ));
  test("names that the API server refuses", () => {
    const named = (kind: string, name: string, apiVersion = "v1") => [{ apiVersion, kind, name }] as const;
    const refused = [
      ...named("ConfigMap", "My_Config"),
      ...named("ConfigMap", "a.".repeat(127)),
      ...named("Service", "1st"),
      ...named("Service", "a.b"),
      ...named("Service", "s".repeat(64)),
      ...named("CronJob", "c".repeat(53), "batch/v1"),
      ...named("Role", "a/b", "rbac.authorization.k8s.io/v1"),
      ...named("Anything", "A", "example.com/v1"),
    ];
    const make = (object: (typeof refused)[number]) => (made: Sample) =>
      new ApiObject(made.blog, "a", { ...object, metadata: { name: object.name, namespace: "blog" } });
    for (const object of refused) check(make(object), ["object-name"], `Cannot create ${object.kind} "${object.name}"`);
    const taken = [
      ...named("ConfigMap", "1.a-b"),
      ...named("Role", "system:A_b", "rbac.authorization.k8s.io/v1"),
      ...named("CronJob", "c".repeat(52), "batch/v1"),
      ...named("CertificateSigningRequest", "User:anna", "certificates.k8s.io/v1"),
    ];
    for (const object of taken) check(make(object), []);
    check(({ cluster }) => new Namespace(cluster, "my_blog"), ["object-name"]);
  });
  test("a release of Kubernetes that there is none of, once", () => {
    const made = sample({ kubernetes: "1.30.14" });
    wordpress(made);
    expect(codesOf(synthesize(made.project))).toEqual(["rke-kubernetes"]);
  });
});

describe("synthesize reports mistakes about folders", () => {
  test("two clusters of one name, and one called hosts", () => {
    check(
      ({ project }) => {
        const props = {
          kubernetes: "1.30",
          provisioner: rke({ release: "1.8.14" }),
          ssh: { user: "u" },
          nodes: { a: { address: "10.9.0.1" } },
        } as const;
        new Cluster(project, "b", { ...props, name: "lecture" });
        new Cluster(project, "c", { ...props, name: "hosts" });
      },
      ["cluster-name", "folder-claimed-twice"],
    );
  });
  test("defaults of a date that there is none of", () => {
    const project = new Project({ defaults: "2020-01" as never });
    expect(codesOf(synthesize(project))).toEqual(["defaults-unknown"]);
  });
});

describe("acknowledge", () => {
  test("settles a finding about a construct and below it, and the inventory says why", () => {
    const made = sample();
    for (const code of RKE_WARNINGS) acknowledge(made.cluster, code, "a lecture");
    const { findings, settled, files } = synthesize(made.project);
    expect(findings).toEqual([]);
    expect(settled.map(({ reason }) => reason)).toEqual(["a lecture", "a lecture", "a lecture"]);
    const { acknowledged } = JSON.parse(files.find(({ path }) => path.endsWith("inventory.json"))?.text ?? "") as {
      acknowledged: unknown;
    };
    expect(acknowledged).toContainEqual({ code: "rke-end-of-life", about: "cluster lecture", reason: "a lecture" });
  });
  test("stands in the run-book on one line of its table, whatever its reason has", () => {
    const made = sample();
    acknowledge(made.cluster, "rke-end-of-life", "a lecture,\n  and | no more");
    const { files } = synthesize(made.project);
    const readme = files.find(({ path }) => path === "lecture/README.md")?.text ?? "";
    expect(readme).toContain("a lecture, and \\| no more |\n");
  });
  test("reports one that does not say why", () => {
    for (const reason of ["", " \n", undefined, 5]) {
      const made = sample();
      acknowledge(made.cluster, "rke-end-of-life", reason as string);
      expect(codesOf(synthesize(made.project))).toEqual(["prop-value"]);
    }
    check(
      ({ cluster }) => acknowledge(cluster, "rke-end-of-life", " "),
      ["prop-value"],
      'Cannot take the reason to acknowledge rke-end-of-life: found " "; allowed is a text that says why',
    );
  });
  test("reports one that settles nothing", () =>
    check(({ blog }) => acknowledge(blog, "rke-end-of-life", "elsewhere"), ["acknowledgement-unused"]));
});

describe("objects that live beside namespaces", () => {
  test("get none, whoever made them and wherever they stand in our charts", () => {
    const { blog, project } = sample();
    new PersistentVolume(blog, "ours");
    new ApiObject(blog, "theirs", { apiVersion: "v1", kind: "PersistentVolume" });
    const volumes = synthesize(project)
      .manifests.flatMap(({ manifests }) => manifests)
      .filter(({ kind }) => kind === "PersistentVolume");
    expect(volumes.map(({ metadata }) => metadata.namespace)).toEqual([undefined, undefined]);
  });
  test("keep what a foreign chart holds, untouched", () => {
    const { blog, project } = sample();
    new ApiObject(new Chart(blog, "foreign", { namespace: "x" }), "pv", {
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name: "pv" },
    });
    const found = synthesize(project)
      .manifests.flatMap(({ manifests }) => manifests)
      .find(({ kind }) => kind === "PersistentVolume");
    expect(found?.metadata.namespace).toBe("x");
  });
});

test("machines that lack an address, or have one with a slip in it, are findings and no crashes", () => {
  const { project } = sample({ nodes: { ...MACHINES, "node-2": {}, "node-3": { address: "35.194.125.79P" } } });
  expect(codesOf(synthesize(project))).toEqual(["machine-address", "machine-address"]);
});

test("synthYaml throws with what is wrong, instead of giving nothing", () => {
  const { project, blog } = sample();
  for (const id of ["a", "b"]) new ConfigMap(blog, id, { metadata: { name: "same" } });
  expect(() => project.synthYaml()).toThrow("duplicate-identity");
});

test("a subclass of a Cluster or Namespace is told apart from the others", () => {
  class Tenant extends Namespace {}
  class Edge extends Cluster {}
  const { cluster, blog } = sample();
  const tenant = new Tenant(cluster, "tenant");
  expect([blog instanceof Tenant, tenant instanceof Tenant, tenant instanceof Namespace]).toEqual([false, true, true]);
  expect([cluster instanceof Edge, cluster instanceof Cluster]).toEqual([false, true]);
});
