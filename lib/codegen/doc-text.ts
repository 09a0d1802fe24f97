import type { ReleaseSpan } from "../schema/api.ts";

/** A doc comment: the API's own sentence, and the releases that have it where it is not all of them. */
export const docText = (text: string | undefined, releases: ReleaseSpan | undefined, note?: string): string[] => {
  const parts = [text?.trim(), note, releases === undefined ? undefined : `Kubernetes ${spanText(releases)}.`];
  const all = parts.filter((part) => part !== undefined && part !== "").join("\n");
  return all === "" ? [] : [all.replaceAll("*/", "*\\/").replace(/[^\S\n]+$/gm, "")];
};

/** `1.30-` gives `1.30 and later`. */
const spanText = (span: ReleaseSpan): string => {
  if (span.startsWith("-")) return `up to ${span.slice(1)}`;
  if (span.endsWith("-")) return `${span.slice(0, -1)} and later`;
  return span.replace("-", " to ").replaceAll(",", ", ");
};
