/** How this process ends. */
export interface ProcessEnding {
  readonly exitCode: number;
  /** What a listener of its `exit` event threw. Whoever acts says so, or throws it on. */
  readonly thrown?: { readonly error: unknown };
}

/**
 * Acts when this process ends, after all listeners of its `exit` event, also those that are added later; and where one of them
 * throws, after which Node calls no other, or ends the process at once. Of several that act last, the first to say so acts first.
 * Gives a function that takes it back.
 */
export const actLast = (act: (ending: ProcessEnding) => void): (() => void) => {
  const { emit, reallyExit } = HOST;
  let isOver = false;
  const end = (ending: ProcessEnding): void => {
    if (isOver) return;
    isOver = true;
    act(ending);
  };
  const emitAndEnd: Host["emit"] = (name, ...args) => {
    if (name !== "exit" || isOver) return emit.call(process, name, ...args);
    const [exitCode] = args;
    const { isHeard, ...thrown } = tryTo(() => emit.call(process, name, ...args));
    end({ exitCode: Number(process.exitCode ?? exitCode ?? 0), ...thrown });
    return isHeard;
  };
  // A listener that calls `process.exit()` ends the process here.
  const endAndExit: Host["reallyExit"] = (exitCode) => {
    if (isOver) return reallyExit.call(process, exitCode);
    process.exitCode = exitCode;
    end({ exitCode: Number(exitCode ?? 0) });
    return reallyExit.call(process, Number(process.exitCode ?? 0));
  };
  Object.assign(HOST, { emit: emitAndEnd, reallyExit: endAndExit });
  return () => {
    isOver = true;
    // Whoever has wrapped one of them since still calls ours.
    if (HOST.emit === emitAndEnd) HOST.emit = emit;
    if (HOST.reallyExit === endAndExit) HOST.reallyExit = reallyExit;
  };
};

interface Host {
  emit: (name: string | symbol, ...args: readonly unknown[]) => boolean;
  reallyExit: (exitCode?: number | string) => never;
}

/** `process.exit()` calls both; a process that has nothing left to do calls `emit` alone. */
const HOST = process as unknown as Host;

const tryTo = (emit: () => boolean): Pick<ProcessEnding, "thrown"> & { readonly isHeard: boolean } => {
  try {
    return { isHeard: emit() };
  } catch (error) {
    return { isHeard: true, thrown: { error } };
  }
};
