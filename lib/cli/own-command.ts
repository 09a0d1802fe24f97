/** How this process was started: options of Node, and the bin. Read when it begins, since a program that is run takes the bin's place in `process.argv`. */
export const OWN_COMMAND: readonly string[] = [...process.execArgv, process.argv[1] ?? ""];

/** What the bin was given. */
export const OWN_ARGUMENTS: readonly string[] = process.argv.slice(2);
