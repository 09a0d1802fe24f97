import { existsSync, fchownSync, mkdirSync, openSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Container, PodSpec, VolumeMount } from "../../../imports/k8s/core/v1.ts";
import { findProgram } from "../judge.ts";

/** A pod whose volumes lie on disk. */
export interface LaidPod {
  readonly spec: PodSpec;
  /** Where each volume is, by its name. */
  readonly volumes: Readonly<Record<string, string>>;
  /** A file of the machine's names, as a kubelet gives one to every container. */
  readonly hosts: string;
}

/** What a container's image brings along. */
export interface Image {
  /** What stands before the container's `args` where it has no `command`. */
  readonly entrypoint: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A container as it is run: as the pod's user, without capabilities, in a root that is read-only where that is asked for. */
export const containerCommand = (
  { spec, volumes, hosts }: LaidPod,
  container: Container,
  { entrypoint, environment }: Image,
): readonly string[] => {
  if (container.securityContext?.readOnlyRootFilesystem !== true)
    throw new Error(`the container ${container.name} writes to its root, which no test can give it yet`);
  const root = findProgram("debian");
  makeMountPoint(join(root, "etc", "hosts"), hosts);
  const env = { PATH, ...environment, ...environmentOf(container) };
  return [
    [findProgram("bwrap"), "--die-with-parent", "--unshare-pid", "--unshare-ipc", "--clearenv"],
    ["--ro-bind", root, "/", "--proc", "/proc", "--dev", "/dev", "--ro-bind", hosts, "/etc/hosts"],
    (container.volumeMounts ?? []).flatMap((mount) => mountArguments(root, volumes, mount)),
    Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value]),
    ["setpriv", ...userArguments(spec, container), "--"],
    container.command ?? entrypoint,
    container.args ?? [],
  ].flat();
};

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const environmentOf = ({ name, env = [] }: Container): Readonly<Record<string, string>> =>
  Object.fromEntries(
    env.map((variable) => {
      if (variable.value === undefined)
        throw new Error(`no test fills in the variable ${variable.name} of ${name} yet`);
      return [variable.name, variable.value];
    }),
  );

const userArguments = ({ securityContext: pod = {} }: PodSpec, { securityContext: own = {} }: Container) => {
  const user = own.runAsUser ?? pod.runAsUser;
  const group = own.runAsGroup ?? pod.runAsGroup ?? 0;
  if (user === undefined) throw new Error("the image decides the user, and no image is here");
  return [
    `--reuid=${user}`,
    `--regid=${group}`,
    `--groups=${[group, pod.fsGroup ?? group].join(",")}`,
    ...(own.capabilities?.drop?.includes("ALL") === true ? ["--bounding-set=-all", "--inh-caps=-all"] : []),
    ...(own.allowPrivilegeEscalation === false ? ["--no-new-privs"] : []),
  ];
};

const mountArguments = (
  root: string,
  volumes: Readonly<Record<string, string>>,
  { name, mountPath, subPath, readOnly }: VolumeMount,
): readonly string[] => {
  const volume = volumes[name];
  if (volume === undefined) throw new Error(`the pod is refused: it has no volume ${name}`);
  const source = subPath === undefined ? volume : join(volume, subPath);
  makeMountPoint(join(root, mountPath), source);
  return [readOnly === true ? "--ro-bind" : "--bind", source, mountPath];
};

/** A runtime makes the place where something is mounted, in the container's own layer; here it stays in the root. */
const makeMountPoint = (path: string, source: string): void => {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  if (statSync(source).isDirectory()) mkdirSync(path, { recursive: true });
  else writeFileSync(path, "");
};

/** A file for a container's output that its user can open again as /dev/stdout, as a runtime sees to. */
export const outputFile = (path: string, { securityContext: { runAsUser = 0, runAsGroup = 0 } = {} }: PodSpec) => {
  const file = openSync(path, "a+");
  fchownSync(file, runAsUser, runAsGroup);
  return file;
};
