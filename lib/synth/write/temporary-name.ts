/** What a file, or a folder that is new, is called until all are written. */
export const temporaryName = (number: number): string => `.kumiki-${process.pid}-${number}.tmp`;

/** What the list of folders is called that a run makes or empties. */
export const journalName = (): string => `.kumiki-${process.pid}-folders.tmp`;

/** A temporary file. Whoever holds the lock of the output folder knows that its run is over. */
export const isTemporary = (name: string): boolean => /^\.kumiki-\d+-(?:\d+|folders)\.tmp$/.test(name);

/** A list of folders that a run left. */
export const isJournal = (name: string): boolean => isTemporary(name) && name.endsWith("-folders.tmp");
