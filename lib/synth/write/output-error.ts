/** The disk refused; says what was attempted and what became of it. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/** Does work on files; what the file system refuses becomes one sentence. */
export const sayingWhatFails = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    const { code = "", path } = error as { code?: string; path?: string };
    if (path === undefined || !(code in REASONS)) throw error;
    throw new OutputError(`Cannot read or write ${path}: ${diskReason(error)}`, { cause: error });
  }
};

/** An error of the file system in words, without the path of a temporary file. */
export const diskReason = (error: unknown): string => {
  const { code = "" } = error as { code?: string };
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not",
  EBUSY: "another program holds a file or a folder there",
  EDQUOT: "the disk quota is used up",
  EEXIST: "a file stands where a folder is wanted",
  EIO: "the disk cannot read or write there",
  EISDIR: "a folder stands where a file is wanted",
  ELOOP: "a link leads to itself",
  EMFILE: "this process has too many files open",
  ENAMETOOLONG: "a path is too long for this disk",
  ENFILE: "this system has too many files open",
  ENOENT: "a file or a folder went away meanwhile",
  ENOSPC: "the disk is full",
  ENOTDIR: "a file stands where a folder is wanted",
  EPERM: "this user may not",
  EROFS: "the disk is read-only",
};
