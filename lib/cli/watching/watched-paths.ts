/** What is waited for. */
export interface WatchedPaths {
  /** Absolute paths of files, which may be yet to come, and of folders whose place alone matters. */
  readonly paths: readonly string[];
  /** Those of the paths that a program was made of: one that is missing has gone. */
  readonly expected: ReadonlySet<string>;
  /** Folders, absolute: the sources below them count, but for hidden folders and node_modules. */
  readonly folders: readonly string[];
  /** A folder that is left out too: what a run writes there starts no other. */
  readonly output: string;
}
