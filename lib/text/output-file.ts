/** A file to be written: all that ever reaches the disk. */
export interface OutputFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  /** What may be made when it is asked for: a copy is made with `atPath`, not by spreading. */
  readonly text: string;
  /** A script that is run as it lies. @default - not executable */
  readonly executable?: true;
}

/** The same file at another path, its text made now. */
export const atPath = (path: string, { text, executable }: OutputFile): OutputFile =>
  executable === undefined ? { path, text } : { path, text, executable };
