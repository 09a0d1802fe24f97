import { describe, expect, test } from "vitest";
import {
  type ClusterConfig,
  MariaDB,
  Namespace,
  NfsServer,
  rke,
  WordPress,
  type WordPressProps,
} from "../../lib/index.ts";
import { wordpress } from "../mistakes.ts";
import { fileOf, type Sample, sample } from "../sample.ts";

/** The run-book of a program, in which these lines stand. */
const check = (build: (made: Sample) => void, lines: readonly string[]): void => {
  const made = sample();
  build(made);
  const found = fileOf(made.project, "lecture/README.md").split("\n");
  expect(found).toEqual(expect.arrayContaining([...lines]));
};

const renamed =
  (given: Partial<WordPressProps> = {}) =>
  (made: Sample) =>
    wordpress(made, {
      name: "site",
      renamedFrom: "wordpress",
      database: { name: "db", renamedFrom: "mariadb", data: made.nas.export("/db", { size: "1Gi" }) },
      ...given,
    });

describe("the run-book takes away what had another name", () => {
  test("before the manifests are applied", () =>
    check(renamed(), [
      "## 8. Take away what had another name",
      "kubectl delete --namespace blog --ignore-not-found deployment/wordpress service/wordpress ingress/wordpress configmap/wordpress-config",
      "kubectl delete --namespace blog --ignore-not-found statefulset/mariadb service/mariadb service/mariadb-headless configmap/mariadb-config",
      "## 9. Apply the manifests",
    ]));
  test("but not what something else is called by now", () =>
    check(
      (made) => {
        renamed()(made);
        new MariaDB(made.blog, "new", { data: made.nas.export("/new", { size: "1Gi" }) });
      },
      [
        "kubectl delete --namespace blog --ignore-not-found deployment/wordpress service/wordpress ingress/wordpress configmap/wordpress-config",
        "## 8. Take away what had another name",
      ],
    ));
  test("a whole namespace in one", () =>
    check(
      (made) => {
        const shop = new Namespace(made.cluster, "shop", { renamedFrom: "old" });
        new MariaDB(shop, "db", { name: "db", renamedFrom: "mariadb", data: made.nas.export("/db", { size: "1Gi" }) });
      },
      ["kubectl delete namespace old --ignore-not-found"],
    ));
});

describe("the run-book says what nothing here does", () => {
  test("for a site whose certificate comes from a Secret", () =>
    check(
      (made) => wordpress(made, { tls: { secret: "cert" } }),
      [
        "- Let blog.example.com point to the machines that run the ingress controller.",
        "- Put the certificate into Secret blog/cert: kubectl create secret tls cert --namespace blog --cert=FILE --key=FILE",
        "- Open https://blog.example.com/wp-admin/install.php as soon as the pod is ready, and install the site: whoever comes first becomes its admin.",
      ],
    ));
  test("in the order in which it is done", () => {
    const made = sample();
    wordpress(made, { tls: { secret: "cert" } });
    const steps = [...fileOf(made.project, "lecture/README.md").matchAll(/^- (\w+) /gm)].map(([, verb]) => verb);
    expect(steps).toEqual(["Let", "Put", "Open"]);
  });
  test("for one whose certificate cert-manager gets", () =>
    check(
      (made) => wordpress(made, { tls: { clusterIssuer: "letsencrypt" } }),
      ["- Install cert-manager with ClusterIssuer letsencrypt, which fills Secret blog/wordpress-tls."],
    ));
});

test("the run-book copies to a server by its IPv6 address", () =>
  check(
    ({ project, blog, nas }) => {
      const other = new NfsServer(project, "six", { address: "fd00::10", sees: "public" });
      new WordPress(blog, "site", {
        host: "a.example.com",
        tls: "none",
        content: other.export("/data", { size: "1Gi" }),
        database: { data: nas.export("/db", { size: "1Gi" }) },
      });
    },
    ["scp -r ../hosts/six [fd00::10]:", "ssh -t fd00::10 sudo ./six/setup.sh"],
  ));

describe("the run-book logs in through RKE's bastion host", () => {
  const logins = (clusterConfig: ClusterConfig): readonly string[] => {
    const made = sample({
      nodes: { "node-1": { address: "10.0.0.11" } },
      provisioner: rke({ release: "1.8.14", clusterConfig }),
    });
    wordpress(made);
    return fileOf(made.project, "lecture/README.md")
      .split("\n")
      .filter((line) => line.startsWith("ssh ") && line.includes("10.0.0.11"))
      .map((line) => line.slice(0, line.indexOf(" ubuntu@")));
  };
  const target = "-i ~/.ssh/id_ed25519 -p 22";
  const twice = (login: string) => [login, login];

  test("wherever it logs in to a machine", () => {
    expect(logins({})).toEqual(twice(`ssh ${target}`));
    const bastion_host = { address: "203.0.113.5", user: "jump" };
    expect(logins({ bastion_host })).toEqual(twice(`ssh -J jump@203.0.113.5:22 ${target}`));
    const other = { address: "2001:db8::5", user: "jump", port: "2222" };
    expect(logins({ bastion_host: other })).toEqual(twice(`ssh -J 'jump@[2001:db8::5]:2222' ${target}`));
  });
  test("with the key that RKE shows to it, in words that a shell takes as they are", () => {
    const bastion_host = { address: "203.0.113.5", user: "jump", ssh_key_path: "~/keys/jump" };
    const proxy = "ProxyCommand=ssh -i ~/keys/jump -p 22 -W %h:%p jump@203.0.113.5";
    expect(logins({ bastion_host })).toEqual(twice(`ssh -o '${proxy}' ${target}`));
    const odd = { address: "203.0.113.5", user: "jump;reboot", ssh_key_path: "/a b/100%" };
    expect(logins({ bastion_host: odd })).toEqual(
      twice(
        `ssh -o 'ProxyCommand=ssh -i '\\''/a b/100%%'\\'' -p 22 -W %h:%p '\\''jump;reboot@203.0.113.5'\\''' ${target}`,
      ),
    );
  });
});
