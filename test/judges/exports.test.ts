import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { ROOT } from "../terminal.ts";
import { judged } from "./judge.ts";
import { runInPrivateRoot } from "./private-root.ts";

interface Exported {
  /** What exportfs complained about; it may do so and exit 0. */
  readonly complaints: string;
  /** One line for each directory and client, as the kernel's server is told: `/data 10.0.0.11(rw,…)`. */
  readonly etab: readonly string[];
}

const NEEDS = { judge: "exportfs", needs: ["bwrap", "root"], artefacts: 1 };

/** Lets `exportfs -ra` read a file of exports where a set-up script would put it. */
const exported = (text: string, name = "kumiki.exports"): Exported => {
  const directories = [...text.matchAll(/^"?(\/[^\s"]*)/gm)].map(([, path]) => path);
  const { stdout, stderr } = runInPrivateRoot({
    files: { "/etc/exports": "", [`/etc/exports.d/${name}`]: text },
    command: `mkdir -p ${directories.join(" ")}\nexportfs -ra\ncat /var/lib/nfs/etab`,
  });
  return { complaints: stderr, etab: stdout.trim().split("\n").filter(Boolean).toSorted() };
};

const OPTIONS =
  "(rw,sync,wdelay,hide,nocrossmnt,secure,root_squash,no_all_squash,no_subtree_check,secure_locks,acl,no_pnfs," +
  "anonuid=65534,anongid=65534,sec=sys,rw,root_squash,no_all_squash)";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

describe("exportfs admits", () => {
  judged("the lecture's three machines to both directories, and nobody else", NEEDS, () => {
    expect(exported(read("dist/hosts/nas/exports"))).toEqual({
      complaints: "",
      etab: [
        `/bitnami/mariadb\t34.85.71.141${OPTIONS}`,
        `/bitnami/mariadb\t34.85.71.60${OPTIONS}`,
        `/bitnami/mariadb\t35.194.125.79${OPTIONS}`,
        `/data\t34.85.71.141${OPTIONS}`,
        `/data\t34.85.71.60${OPTIONS}`,
        `/data\t35.194.125.79${OPTIONS}`,
      ],
    });
  });
  judged("the one machine of the minimal app", NEEDS, () => {
    expect(exported(read("test/golden/minimal/hosts/nas/exports"))).toEqual({
      complaints: "",
      etab: [`/srv/blog/content\t10.0.0.11${OPTIONS}`, `/srv/blog/database\t10.0.0.11${OPTIONS}`],
    });
  });
});

describe("exportfs, for the app written with cdk8s-plus,", () => {
  judged("admits the machines that can run the pods of other people's constructs", NEEDS, () => {
    expect(exported(read("test/golden/plus/hosts/nas/exports"))).toEqual({
      complaints: "",
      etab: ["/srv/shop/magazine", "/srv/shop/pictures"].flatMap((path) =>
        ["10.0.0.11", "10.0.0.12", "10.0.0.13"].map((address) => `${path}\t${address}${OPTIONS}`),
      ),
    });
  });
});

describe("exportfs, fed with the lecture's own lines,", () => {
  judged("opens the disk to the world where a blank stands before the bracket", NEEDS, () => {
    const { complaints, etab } = exported("/data 34.85.71.60 (rw,sync,no_subtree_check)\n");
    expect(complaints).toContain("No options for /data 34.85.71.60");
    expect(etab.some((line) => line.startsWith("/data\t*(rw,"))).toBe(true);
  });
  judged("does not admit a machine whose address ends in P", NEEDS, () => {
    const { complaints, etab } = exported("/data 35.194.125.79P(rw,sync,no_subtree_check)\n");
    expect(complaints).toContain("35.194.125.79P");
    expect(etab.filter((line) => line.includes("\t35.194.125.79("))).toEqual([]);
  });
  judged("ignores a file that is not called .exports, without a word", NEEDS, () => {
    expect(exported(read("dist/hosts/nas/exports"), "kumiki")).toEqual({ complaints: "", etab: [] });
  });
});
