import type { OutputFile } from "../text/output-file.ts";

/** A file that an app makes. */
export interface AppFile extends OutputFile {
  /** What is in it: objects by their names, or nothing for the list of constructs. */
  readonly holds: "manifests" | "metadata";
}

/** What an app's synthesis comes to, before anything is written. */
export interface AppRendering {
  /** In the order in which cdk8s writes them; of two with one path the second is there in the end. */
  readonly files: readonly AppFile[];
  /** Folders of charts, which are made even where a chart is empty. */
  readonly folders: readonly string[];
}
