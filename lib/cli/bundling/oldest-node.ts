/** What it does not know is written out; a file's own target is older at most. */
export const OLDEST_NODE = "node20.19";
