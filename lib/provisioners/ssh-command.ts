import type { JumpHost } from "../inventory/jump-host.ts";
import type { Machine } from "../inventory/machine.ts";
import { shellWord } from "./shell-word.ts";

/** A shell's command that runs another one on a machine, logged in as the provisioner does, and through the same host. */
export const sshCommand = ({ address, ssh }: Machine, command: string, jump: JumpHost | undefined): string => {
  const words = ["ssh", ...(jump === undefined ? [] : jumpOptions(jump)), "-i", shellWord(ssh.keyPath), "-p", ssh.port];
  return [...words, shellWord(`${ssh.user}@${address}`), shellWord(command)].join(" ");
};

/** With `-J` the host is shown the keys that ssh takes of itself, and never that of `-i`. */
const jumpOptions = ({ address, user, port, keyPath }: JumpHost): readonly string[] => {
  const host = address.includes(":") ? `[${address}]` : address;
  if (keyPath === undefined) return ["-J", shellWord(`${user}@${host}:${port}`)];
  const words = ["ssh", "-i", keyPath, "-p", port].map((word) => shellWord(word.replaceAll("%", "%%")));
  return ["-o", shellWord(`ProxyCommand=${words.join(" ")} -W %h:%p ${shellWord(`${user}@${address}`)}`)];
};
