/** What a terminal or a system sends to end a process that may still put something away. */
export const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
