import type { Completion } from "./completion.ts";
import { withLineEnds } from "./with-line-ends.ts";

/** Adds the lines that a .gitignore lacks. Refuses one that keeps the output out of git: GitHub's own for Node names dist. */
export const completeGitignore = (existing: string, needed: string): Completion => {
  const lines = existing.split(/\r?\n/);
  const patterns = new Set(lines.map(bare));
  const dist = lines.find((line) => bare(line) === "dist");
  if (dist !== undefined)
    return { obstacles: [`.gitignore (its line ${JSON.stringify(dist)} keeps out what is to be committed)`] };
  const missing = needed.split("\n").filter((line) => line !== "" && !patterns.has(bare(line)));
  const end = existing === "" || existing.endsWith("\n") ? "" : "\n";
  const added = withLineEnds(`${end}${missing.join("\n")}\n`, existing);
  return { text: missing.length === 0 ? existing : existing + added };
};

/** A pattern without what says that it is a folder, or where. */
const bare = (line: string): string =>
  line
    .trim()
    .replace(/^(?:\*\*)?\//, "")
    .replace(/\/(?:\*\*?)?$/, "");
