/** A text of ours with the line ends of a file that it completes: Windows' where the first line has them. */
export const withLineEnds = (text: string, existing: string): string =>
  /^[^\n]*\r\n/.test(existing) ? text.replaceAll("\n", "\r\n") : text;
