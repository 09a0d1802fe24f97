/** How deep lines of YAML stand. Each begins with the end of the line above. */
export interface LineLevel {
  readonly indent: string;
  /** What an item begins with. */
  readonly dash: string;
  /** What members begin with, by their keys: the few hundred of Kubernetes come back in every object, and are examined once. */
  readonly keys: Map<string, string>;
  /** One deeper, where it is kept. */
  readonly inner: LineLevel | undefined;
}

/** A level and those below it. The innermost is made first: whatever changes later makes V8 compile anew what has read it. */
export const lineLevel = (depth: number): LineLevel => {
  const indent = "  ".repeat(depth);
  const inner = depth < DEEPEST ? lineLevel(depth + 1) : undefined;
  return { indent, dash: `\n${indent}-`, keys: new Map(), inner };
};

/** Deeper ones are made for each collection anew. */
const DEEPEST = 24;

/** One deeper. */
export const innerOf = ({ inner, indent }: LineLevel): LineLevel => inner ?? lineLevel(indent.length / 2 + 1);

/** Keeps what a member begins with, unless there are many already, or the key is none of Kubernetes'. */
export const keepLine = ({ keys }: LineLevel, key: string, line: string): void => {
  if (keys.size < MOST_KEYS && key.length <= LONGEST_KEY) keys.set(key, line);
};

const MOST_KEYS = 1024;
const LONGEST_KEY = 100;

/** Begins a line; `first` stands in place of its end of line and indentation where it goes on with one already begun. */
export const beginLine = (line: string, { indent }: LineLevel, first: string | undefined): string =>
  first === undefined ? line : first + line.slice(1 + indent.length);

/**
 * V8 keeps a text that was put together as a tree of its parts until somebody reads a character of it; for the time that
 * thousands of them wait to be written, that tree is several times the text.
 */
export const inOnePiece = (text: string): string => {
  text.charCodeAt(0);
  return text;
};
