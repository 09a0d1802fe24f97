import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { afterAll, describe, expect } from "vitest";
import { Namespace, type Project, synthesize, WordPress } from "../../lib/index.ts";
import { renderSecretsScript } from "../../lib/synth/render-secrets-script.ts";
import { sample } from "../sample.ts";
import { ROOT, scratch } from "../terminal.ts";
import { askProgram, type Said } from "./ask-program.ts";
import { CLUSTERS, inventoryOf, SITES } from "./clusters.ts";
import { type ControlPlane, controlPlanePrograms } from "./control-plane/control-plane.ts";
import { registerMachines } from "./control-plane/register-machines.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { findProgram, judged } from "./judge.ts";

const read = (...path: readonly string[]): string => readFileSync(join(ROOT, ...path), "utf8");

/** The commands of a run-book that are for the cluster, in its order; the others are for machines. */
const commandsIn = (runBook: string): readonly string[] =>
  [...runBook.matchAll(/^```sh\n([^]*?)^```$/gm)]
    .flatMap(([, block = ""]) => block.trim().split("\n"))
    .filter((line) => /^(?:kubectl |\.\/secrets\.sh)/.test(line));

/** Types commands of a cluster's run-book in its folder, at a home of their own, with the cluster's own kubectl. */
class Operator {
  readonly home: string;
  readonly #kubeconfig: string;

  constructor({ kubeconfig }: ControlPlane, release: string) {
    this.home = mkdtempSync(join(tmpdir(), "kumiki-operator-"));
    this.#kubeconfig = kubeconfig;
    symlinkSync(findProgram(`kubectl-${release}`), join(this.home, "kubectl"));
  }

  type(command: string, cwd: string): Said {
    const PATH = [this.home, process.env["PATH"]].join(delimiter);
    const env = { PATH, HOME: this.home, KUBECONFIG: this.#kubeconfig };
    return askProgram("/bin/sh", ["-c", command], { cwd, env });
  }

  leave(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

interface Secret {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly resourceVersion: string };
  readonly data: Readonly<Record<string, string>>;
}

const NONE: Secret = { metadata: { name: "", namespace: "", resourceVersion: "" }, data: {} };

/** The site of every app, with another name for the namespace, the site and its database. */
const renamedSite = (): Project => {
  const { project, nas, cluster } = sample();
  const shop = new Namespace(cluster, "shop", { renamedFrom: "blog" });
  new WordPress(shop, "site", {
    name: "site",
    renamedFrom: "wordpress",
    host: "blog.example.com",
    tls: "none",
    content: nas.export("/data", { size: "1Gi" }),
    database: { name: "db", renamedFrom: "mariadb", data: nas.export("/db", { size: "1Gi" }) },
  });
  return project;
};

describe.each(CLUSTERS)("the run-book of %s", (cluster) => {
  const { kubernetes, machines } = inventoryOf(cluster);
  const commands = commandsIn(read(cluster, "README.md"));
  const hearing = {
    judge: `kubectl-${kubernetes}`,
    needs: controlPlanePrograms(kubernetes),
    artefacts: commands.length,
  };
  const prepare = (controlPlane: ControlPlane): Promise<void> => registerMachines(controlPlane, machines);

  withControlPlane({ title: "typed in its order", release: kubernetes, prepare }, (controlPlane) => {
    let operator: Operator | undefined;
    afterAll(() => operator?.leave());
    const type = (command: string, cwd = join(ROOT, cluster)): Said => {
      operator ??= new Operator(controlPlane(), kubernetes);
      return operator.type(command, cwd);
    };
    const secrets = (): Promise<readonly Secret[]> => controlPlane().api.list<Secret>("/api/v1/secrets");

    const values = async () =>
      Object.fromEntries(
        (await secrets()).map(({ metadata, data }) => [`${metadata.namespace}/${metadata.name}`, data]),
      );

    const siteTests = (): void => {
      judged("keeps what was kept where the cluster has another value, and says so", hearing, () => {
        type('echo other | tee "$HOME"/rke/*/secrets/blog/mariadb/root');
        expect(type(commands[1] ?? "")).toMatchObject({
          exitCode: 1,
          stderr: expect.stringContaining("blog/mariadb/root is not what the cluster has") as string,
        });
        expect(type('cat "$HOME"/rke/*/secrets/blog/mariadb/root').stdout).toBe("other\n");
      });
      judged("gives a Secret that was renamed the values that it had", hearing, async () => {
        const folder = scratch();
        for (const { path, text, executable = false } of synthesize(renamedSite()).files) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text, { mode: executable ? 0o755 : 0o644 });
        }
        const before = await values();
        // A cluster that does not answer is none without the former Secret.
        const flaky = `mkdir -p "$HOME"/flaky && cat >"$HOME"/flaky/kubectl <<'END'
#!/bin/sh
case "$*" in *'get secret mariadb'*) exit 1 ;; esac
exec "$HOME"/kubectl "$@"
END
chmod +x "$HOME"/flaky/kubectl && PATH="$HOME/flaky:$PATH" ./secrets.sh`;
        expect(type(flaky, join(folder, "lecture")).exitCode).toBe(1);
        expect(await values()).toEqual(before);
        expect(type("./secrets.sh", join(folder, "lecture"))).toMatchObject({ exitCode: 0, stderr: "" });
        const after = await values();
        expect([after["shop/db"], after["shop/site"]]).toEqual([before["blog/mariadb"], before["blog/wordpress"]]);
      });
    };
    judged("works, and again, and leaves every Secret as it is", hearing, async () => {
      expect(commands).toEqual([
        "kubectl get nodes",
        `./secrets.sh --keep "$HOME"/rke/${basename(cluster)}/secrets`,
        "kubectl apply -k manifests",
        "kubectl get pods --all-namespaces",
        "kubectl get persistentvolumes,persistentvolumeclaims --all-namespaces",
        "kubectl get ingresses --all-namespaces",
      ]);
      const typeAll = () => commands.map((command) => ({ command, exitCode: type(command).exitCode }));
      const done = commands.map((command) => ({ command, exitCode: 0 }));
      expect(typeAll()).toEqual(done);
      const made = await secrets();
      expect(made.length).toBeGreaterThan(0);
      expect(typeAll()).toEqual(done);
      expect(await secrets()).toEqual(made);
    });
    judged("makes a value of its own for every key", hearing, async () => {
      const all = Object.values(await values()).flatMap((data) => Object.values(data));
      expect(new Set(all).size).toBe(all.length);
      expect(all.filter((value) => Buffer.from(value, "base64").length < 16)).toEqual([]);
    });
    judged(
      "gives a cluster that is made anew the values that were kept, for nobody else to read",
      hearing,
      async () => {
        const before = await values();
        for (const { metadata } of await secrets())
          await controlPlane().api.ask("DELETE", `/api/v1/namespaces/${metadata.namespace}/secrets/${metadata.name}`);
        expect(await values()).toEqual({});
        expect(type(commands[1] ?? "")).toMatchObject({ exitCode: 0, stderr: "" });
        expect(await values()).toEqual(before);
        expect(type('find "$HOME"/rke -perm /077').stdout).toBe("");
      },
    );
    if (SITES.includes(cluster)) siteTests();
    judged("says which key a Secret of one's own lacks, and leaves it", hearing, async () => {
      const [{ metadata, data } = NONE] = await secrets();
      const [key = ""] = Object.keys(data);
      const path = `/api/v1/namespaces/${metadata.namespace}/secrets/${metadata.name}`;
      await controlPlane().api.ask("PATCH", path, { data: { [key]: null } });
      const before = await secrets();
      expect(type("./secrets.sh")).toMatchObject({
        exitCode: 1,
        stderr: `secrets.sh: Secret ${metadata.name} in ${metadata.namespace} has no key ${key}; add it by hand\n`,
      });
      expect(await secrets()).toEqual(before);
    });
    judged(
      "gives a Secret that was renamed while its cluster was lost what was kept, and draws a key that is new",
      hearing,
      async () => {
        const namespace = inventoryOf(cluster).secrets[0]?.namespace ?? "";
        const inLater = (script: string): Said => type(script, dirname(later));
        const later = join(scratch(), "secrets.sh");
        const record = { namespace, name: "later", keys: ["root", "new"], purpose: "a test" };
        const inventory = { secrets: [{ ...record, renamedFrom: { namespace, name: "lost" } }] };
        writeFileSync(later, renderSecretsScript(inventory, new Map()), { mode: 0o755 });
        inLater(`mkdir -p "$HOME"/kept/${namespace}/lost && printf kept >"$HOME"/kept/${namespace}/lost/root`);
        expect(inLater('./secrets.sh --keep "$HOME"/kept')).toMatchObject({ exitCode: 0, stderr: "" });
        const made = (await values())[`${namespace}/later`] ?? {};
        expect(Buffer.from(made["root"] ?? "", "base64").toString()).toBe("kept");
        expect(Buffer.from(made["new"] ?? "", "base64")).toHaveLength(32);
        const again = {
          ...record,
          name: "latest",
          keys: ["root", "newer"],
          renamedFrom: { namespace, name: "later" },
        };
        writeFileSync(later, renderSecretsScript({ secrets: [again] }, new Map()));
        expect(inLater("./secrets.sh")).toMatchObject({ exitCode: 0, stderr: "" });
        expect((await values())[`${namespace}/latest`]).toMatchObject({ root: made["root"] });
      },
    );
  });
});
