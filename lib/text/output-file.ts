/** A file to be written: all that ever reaches the disk. */
export interface OutputFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** A script that is run as it lies. @default - not executable */
  readonly executable?: true;
}
