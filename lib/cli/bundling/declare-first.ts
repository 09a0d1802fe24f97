/** Code with declarations in front, after a first line that begins with `#!`. They are one line, so that no other moves. */
export const declareFirst = (declared: string, code: string): string => {
  const first = /^#![^\n]*\n/.exec(code)?.[0] ?? "";
  return `${first}${declared} ${code.slice(first.length)}`;
};
