import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { placeOf } from "./cache.mjs";

const FOLDER = import.meta.dirname;

/** The version that a folder's go.mod requires of a module, without its v. */
const versionOf = (folder, module) => {
  const goMod = readFileSync(join(FOLDER, folder, "go.mod"), "utf8");
  const version = new RegExp(`^\\s*(?:require )?${module} v(\\S+)$`, "m").exec(goMod)?.[1];
  if (version === undefined) throw new Error(`judges/${folder}/go.mod requires no ${module}`);
  return version;
};

const sourcesOf = (folder) =>
  readdirSync(join(FOLDER, folder))
    .toSorted()
    .map((file) => [file, readFileSync(join(FOLDER, folder, file), "utf8")]);

const isGoHere = () => spawnSync("go", ["version"]).error === undefined;

const goProgram = ({ id, name, folder, version, source, flags = "" }) => ({
  id,
  name,
  version,
  path: placeOf({ name, version, madeFrom: [source, flags, ...sourcesOf(folder)] }),
  lacks: () => (isGoHere() ? undefined : "Go 1.26 or later, from https://go.dev/dl"),
  make: (path) => {
    const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", `-s -w ${flags}`.trim(), "-o", path, source];
    const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
    return spawnSync("go", args, { cwd: join(FOLDER, folder), env, stdio: "inherit" });
  },
});

/** Without these a server says that it is a development version. */
const stamp = (version) => {
  const [major, minor] = version.split(".");
  const values = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor };
  return Object.entries(values)
    .map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`)
    .join(" ");
};

const kubernetes = (release) => {
  const folder = `kubernetes/${release}`;
  const version = versionOf(folder, "k8s.io/kubernetes");
  return ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"].map((name) =>
    goProgram({
      id: `${name}-${release}`,
      name,
      folder,
      version,
      source: `k8s.io/kubernetes/cmd/${name}`,
      flags: stamp(version),
    }),
  );
};

const helm = (version) =>
  goProgram({
    id: "helm",
    name: "helm",
    folder: "helm",
    version,
    source: "helm.sh/helm/v3/cmd/helm",
    flags: `-X helm.sh/helm/v3/internal/version.version=v${version}`,
  });

/** Other people's programs, each of a version that is written in a go.mod beside this file. */
export const GO_PROGRAMS = [
  goProgram({
    id: "rke",
    name: "rke-judge",
    folder: "rke",
    version: versionOf("rke", "github.com/rancher/rke"),
    source: ".",
  }),
  goProgram({
    id: "kwok",
    name: "kwok",
    folder: "kwok",
    version: versionOf("kwok", "sigs.k8s.io/kwok"),
    source: "sigs.k8s.io/kwok/cmd/kwok",
  }),
  helm(versionOf("helm", "helm.sh/helm/v3")),
  ...readdirSync(join(FOLDER, "kubernetes")).toSorted().flatMap(kubernetes),
];
