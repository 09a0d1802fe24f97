import { spawnSync } from "node:child_process";

/** Mounts need root and a kernel that lets it; elsewhere tests of them are skipped. */
export const canMount: boolean =
  process.platform === "linux" &&
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
