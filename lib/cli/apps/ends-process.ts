/** Tells the text of a bundle that may end its process, by `process.exit()` or by `exit()` taken from there, or acts when that ends. */
export const mayEndProcess = (code: string): boolean =>
  EXIT_OF_PROCESS.test(code) || EXIT_TAKEN.test(code) || EXIT_HEARD.test(code);

/** Also `node_process.exit`, as a bundle spells an import. */
const EXIT_OF_PROCESS = /process\s*(?:\?\.|\.)\s*(?:exit|reallyExit)\b/;
const EXIT_TAKEN = /\{[^{}]*\bexit\b[^{}]*\}\s*=\s*(?:globalThis\.)?process\b/;
const EXIT_HEARD = /process\s*(?:\?\.|\.)\s*(?:on|once|\w*[lL]istener)\s*\(\s*["'`]exit["'`]/;
