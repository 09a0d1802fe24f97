import { ApiObject, Chart } from "cdk8s";
import { Construct } from "constructs";
import { describe, test } from "vitest";
import { ConfigMap } from "../../imports/k8s/core/v1.ts";
import { acknowledge, Cluster, MariaDB, Namespace, rke } from "../../lib/index.ts";
import { check, wordpress } from "../mistakes.ts";
import type { Sample } from "../sample.ts";

describe("synthesize reports", () => {
  test("a cycle of dependencies, showing it", () =>
    check(
      ({ blog }) => {
        const [a, b] = [new ConfigMap(blog, "a"), new ConfigMap(blog, "b")];
        a.addDependency(b);
        b.addDependency(a);
      },
      ["dependency-cycle"],
      /lecture\/blog\/a → lecture\/blog\/b|lecture\/blog\/b → lecture\/blog\/a/,
    ));
  test("a long cycle by its beginning and its end", () =>
    check(
      ({ blog }) => {
        const maps = Array.from({ length: 1000 }, (_, index) => new ConfigMap(blog, `map-${index}`));
        for (const [index, map] of maps.entries()) map.addDependency(maps[(index + 1) % 1000] ?? map);
      },
      ["dependency-cycle"],
      /(?:lecture\/blog\/map-\d+ → ){8}985 others(?: → lecture\/blog\/map-\d+){8};/,
    ));
  test("a dependency that the folders of the output do not keep", () => {
    const across = (name: string) => (made: Sample) => {
      const other = new Namespace(made.cluster, name);
      new ConfigMap(made.blog, "late").addDependency(new ConfigMap(other, "early"));
    };
    check(
      across("cert-manager"),
      ["dependency-across-folders"],
      "Cannot apply lecture/blog/late after lecture/cert-manager/early",
    );
    check(across("a-namespace"), []);
    check((made) => {
      const database = new MariaDB(made.blog, "db", { data: made.nas.export("/db", { size: "1Gi" }) });
      wordpress(made, { database }).node.addDependency(database);
    }, []);
    check(({ cluster, blog }) => blog.node.addDependency(new Namespace(cluster, "a-namespace")), []);
    check(
      ({ blog, cluster }) => {
        const issuer = new ApiObject(cluster, "issuer", { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer" });
        issuer.addDependency(new ConfigMap(blog, "webhook"));
      },
      ["dependency-across-folders"],
    );
  });
  test("a dependency between what is applied separately: clusters, and charts that stand in none", () => {
    const chart = ({ project }: Sample, id: string) => {
      const made = new Chart(project, id);
      return { made, object: new ConfigMap(made, "object", { metadata: { namespace: "shop" } }) };
    };
    const [codes, reversed] = [["dependency-across-clusters"], "apply b/manifests before a/manifests"];
    check((made) => chart(made, "a").object.addDependency(chart(made, "b").object), codes, reversed);
    check((made) => chart(made, "a").made.addDependency(chart(made, "b").made), codes, reversed);
    check(
      (made) => chart(made, "a").object.addDependency(chart(made, "b").made),
      codes,
      "Cannot apply a/object after b",
    );
    check(
      (made) => {
        const dns = new Cluster(made.project, "dns", {
          name: "names",
          kubernetes: "1.30",
          provisioner: rke({ release: "1.8.14" }),
          ssh: { user: "ubuntu" },
          nodes: { "name-1": { address: "10.0.0.21" } },
        });
        new ConfigMap(made.blog, "late").addDependency(new ConfigMap(new Namespace(dns, "a"), "early"));
      },
      codes,
      "apply names/manifests before lecture/manifests",
    );
    check((made) => new ConfigMap(made.blog, "late").addDependency(chart(made, "b").object), codes);
    check((made) => {
      const both = new Construct(made.project, "both");
      new Chart(both, "empty").addDependency(chart(made, "b").made);
    }, []);
    check((made) => {
      chart(made, "a").object.addDependency(chart(made, "b").object);
      acknowledge(made.project, "dependency-across-clusters", "the pipeline applies b first");
    }, []);
  });
});
