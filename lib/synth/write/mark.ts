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
  text: markText(file, `${PHRASE}${program}${END}`),
});

/** Reads the mark of a file, of which the beginning is enough; undefined for a file that is not ours. */
export const tryReadMark = (head: string): Mark | undefined => {
  const found = MARKS.exec(head);
  const program = found?.[1];
  return program === undefined ? undefined : { program };
};

/** So much of a file is read to find its mark. */
export const MARK_LENGTH = 2048;

const PHRASE = "Written by kumiki from ";
const END = "; do not edit";

/** On the first line or the second, nowhere else: a file that quotes the phrase is not ours. */
const MARKS =
  /^(?:#(?:!|cloud-config)[^\n]*\n)?(?:# |<!-- |\{\n {2}"\$generated": ")Written by kumiki from (?:([^\n"]+?); do not edit)/;

const markText = ({ path, text }: OutputFile, mark: string): string => {
  if (path.endsWith(".json")) return text.replace(/^\{\n?/, `{\n  "$generated": ${JSON.stringify(mark)},\n`);
  if (path.endsWith(".md")) return `<!-- ${mark} -->\n\n${text}`;
  if (path.endsWith(".yaml")) return `# ${mark}\n---\n${text}`;
  const reserved = /^#(?:!|cloud-config)[^\n]*\n/.exec(text)?.[0] ?? "";
  return `${reserved}# ${mark}\n${text.slice(reserved.length)}`;
};
