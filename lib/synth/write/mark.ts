import type { OutputFile } from "../../text/output-file.ts";

/** Who wrote a file, as the file itself says. */
export interface Mark {
  /** The program, relative to the folder that kumiki ran in. */
  readonly program: string;
}

/**
 * A file with the mark that says it is ours: on its first line, or on the second where the format reserves the first (`#!`,
 * `#cloud-config`); in Markdown as an HTML comment, in JSON as the key `$generated`. A manifest has `---` after its mark,
 * because cdk8s joins files without a separator.
 */
export const markFile = (file: OutputFile, program: string): OutputFile => ({
  ...file,
  text: markText(file, `${PHRASE}${encode(program)}${END}`),
});

/** Reads the mark of a file, of which the beginning is enough; undefined for a file that is not ours. */
export const tryReadMark = (head: string): Mark | undefined => {
  for (const form of FORMS) {
    const program = form.exec(head)?.[1];
    if (program !== undefined) return { program: decode(program) };
  }
  return undefined;
};

/** So many bytes of a file are read to find its mark. */
export const MARK_LENGTH = 4096;

const markText = ({ path, text }: OutputFile, mark: string): string => {
  if (path.endsWith(".json")) return markJson(path, text, mark);
  if (path.endsWith(".md")) return `<!-- ${mark} -->\n\n${text}`;
  if (path.endsWith(".yaml")) return `# ${mark}\n---\n${text}`;
  const reserved = RESERVED.exec(text)?.[0] ?? "";
  return `${reserved}# ${mark}\n${text.slice(reserved.length)}`;
};

const markJson = (path: string, text: string, mark: string): string => {
  const rest = /^\{\s*([^]*)$/.exec(text)?.[1];
  if (rest === undefined) throw new TypeError(`Cannot mark ${path}: a file of JSON needs an object around all`);
  return `{\n  "$generated": "${mark}"${rest.startsWith("}") ? "\n" : ",\n  "}${rest}`;
};

const PHRASE = "Written by kumiki from ";
const END = "; do not edit";

/** A line that must stay the first. */
const RESERVED = /^#(?:!|cloud-config)[^\n]*\n/;

/** At the very beginning, nowhere else: a file that quotes the phrase is not ours. Line ends may be those of Windows. */
const FORMS: readonly RegExp[] = [
  `(?:#(?:!|cloud-config)[^\\n]*\\n)?# ${PHRASE}([^\\n]+)${END}\\r?(?:\\n|$)`,
  `<!-- ${PHRASE}([^\\n]+)${END} -->`,
  `\\{\\s*"\\$generated"\\s*:\\s*"${PHRASE}([^\\n"]+)${END}"`,
].map((form) => new RegExp(`^\\uFEFF?${form}`));

/** What would end a line, a comment or a string. */
const encode = (program: string): string => program.replace(/[\p{Cc}%">\\]/gu, (char) => encodeURIComponent(char));

/** Only what encode makes is taken back; anything else in a mark was written by hand. */
const decode = (program: string): string => {
  try {
    return program.replace(/(?:%[0-9A-F]{2})+/g, (code) => decodeURIComponent(code));
  } catch {
    return program;
  }
};
