import type { ClusterManifests } from "../../synth/render-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { CommandError } from "../terminal.ts";
import type { ProgramResult } from "./program-result.ts";

/** What of the programs' output a run writes. */
export interface Selection {
  readonly files: readonly OutputFile[];
  readonly manifests: readonly ClusterManifests[];
  /** Tells whether a path belongs to what was selected; all else is left alone. */
  readonly answersFor: (path: string) => boolean;
}

/** Takes the clusters of these names and every server that they mount; everything for none. */
export const selectClusters = (results: readonly ProgramResult[], names: readonly string[]): Selection => {
  const files = results.flatMap((result) => result.files);
  const manifests = results.flatMap(({ synthesis }) => synthesis.manifests);
  if (names.length === 0) return { files, manifests, answersFor: () => true };
  const folders = new Set(manifests.map(({ folder }) => folder));
  const unknown = names.find((name) => !folders.has(name));
  if (unknown !== undefined) {
    const allowed =
      folders.size === 0 ? "there are none; leave --cluster out" : `allowed are ${[...folders].join(", ")}`;
    throw new CommandError(`Cannot synthesize cluster "${unknown}": ${allowed}`);
  }
  const selected = manifests.filter(({ folder }) => names.includes(folder));
  const servers = selected.flatMap((cluster) => cluster.servers.map((server) => `hosts/${server}`));
  const answersFor = (path: string): boolean => [...servers, ...names].some((name) => path.startsWith(`${name}/`));
  return {
    files: files.filter(({ path }) => answersFor(path)),
    manifests: selected,
    answersFor,
  };
};
