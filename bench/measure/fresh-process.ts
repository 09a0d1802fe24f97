import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Job, Measurement } from "../jobs/run-job.ts";

/** Does a job in a process of its own. Throws with the job where it fails. */
export const inFreshProcess = (job: Job): Measurement => {
  const script = join(import.meta.dirname, "..", "jobs", "run-job.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, JSON.stringify(job)], { encoding: "utf8" });
  if (status === 0) return JSON.parse(stdout) as Measurement;
  throw new Error(`Cannot measure ${JSON.stringify(job)}: ${stderr.trim().split("\n").slice(0, 8).join("\n")}`);
};
