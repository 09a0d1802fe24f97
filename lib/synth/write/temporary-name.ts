/** What a file is called until all are written. */
export const temporaryName = (number: number): string => `.kumiki-${process.pid}-${number}.tmp`;

/** A temporary file of a run that is over: of this process, or of one that is no more. */
export const isLeftover = (name: string): boolean => {
  const pid = TEMPORARY.exec(name)?.[1];
  return pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)));
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
};

const TEMPORARY = /^\.kumiki-(\d+)-\d+\.tmp$/;
