import type { Finding, SourcePosition } from "../finding/finding.ts";

/** A finding in one line: severity, code, place, sentence. */
export const describeFinding = (finding: Finding, show: (position: SourcePosition) => string = defaultShow): string => {
  const { severity, code, about, message } = finding;
  const where = [about.path, about.source === undefined ? undefined : `(${show(about.source)})`];
  const place = where.filter((part) => part !== undefined && part !== "").join(" ");
  return `${severity} ${code}${place === "" ? "" : ` ${place}`}: ${message}`;
};

const defaultShow = ({ file, line }: SourcePosition): string => `${file}:${line}`;
