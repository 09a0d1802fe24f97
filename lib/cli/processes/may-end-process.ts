/** Tells whether a bundle may end its process, by `process.exit()` or an `exit` taken from `process`, or listens to its end. */
export const mayEndProcess = (code: string): boolean =>
  EXIT_OF_PROCESS.test(code) || EXIT_TAKEN.test(code) || EXIT_HEARD.test(code);

/** Also `node_process.exit` and `node_process.default.exit`, as a bundle spells imports. */
const EXIT_OF_PROCESS = /process(?:\.default)?\s*(?:\?\.|\.)\s*(?:exit|reallyExit)\b/;
const EXIT_TAKEN =
  /\{[^{}]*\bexit\b[^{}]*\}\s*=\s*(?:(?:globalThis\.)?\w*process\b|require\(["'`](?:node:)?process["'`]\))/;
const EXIT_HEARD = /process(?:\.default)?\s*(?:\?\.|\.)\s*(?:on|once|\w*[lL]istener)\s*\(\s*["'`]exit["'`]/;
