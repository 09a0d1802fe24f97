import { askProgram, type Said } from "./ask-program.ts";
import { findProgram } from "./judge.ts";

/** A root file system of a command's own: nothing of it is on disk, and nothing on disk is changed. */
export interface PrivateRoot {
  /** Text of files, by where they lie. */
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
}

const words = (text: string): readonly string[] => text.split(" ");

/** The programs of this machine with /etc, /var and / empty, as root. */
const BARE: readonly string[] = [
  ...words("--unshare-pid --unshare-net --unshare-ipc --die-with-parent"),
  ...words("--tmpfs / --ro-bind /usr /usr"),
  ...["bin", "sbin", "lib", "lib64"].flatMap((folder) => ["--symlink", `usr/${folder}`, `/${folder}`]),
  ...words("--proc /proc --dev /dev --tmpfs /tmp --dir /var/lib/nfs --dir /etc"),
  ...["netconfig", "passwd", "alternatives"].flatMap((name) => ["--ro-bind", `/etc/${name}`, `/etc/${name}`]),
  ...words("--setenv PATH /usr/sbin:/usr/bin --setenv LC_ALL C"),
];

/** Runs a shell command in a root of its own; its files arrive through the command's standard input. */
export const runInPrivateRoot = ({ files, command }: PrivateRoot): Said => {
  const write = Object.entries(files).map(
    ([path, text]) => `mkdir -p "$(dirname '${path}')" && cat >'${path}' <<'END-OF-FILE'\n${text}END-OF-FILE`,
  );
  const input = `${write.join("\n")}\n${command}\n`;
  return askProgram(findProgram("bwrap"), [...BARE, "sh"], { input, env: {} });
};
