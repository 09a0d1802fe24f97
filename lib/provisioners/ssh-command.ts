import type { Machine } from "../inventory/machine.ts";
import { shellWord } from "./shell-word.ts";

/** A shell's command that runs another one on a machine, logged in as the provisioner does. */
export const sshCommand = ({ address, ssh }: Machine, command: string): string =>
  `ssh -i ${shellWord(ssh.keyPath)} -p ${ssh.port} ${shellWord(`${ssh.user}@${address}`)} ${shellWord(command)}`;
