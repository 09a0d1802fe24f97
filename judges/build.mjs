// Makes the judges that no package manager has, each once, in a cache outside the tree: `npm run judges:build`.
// `--possible` passes over those that cannot be made on this machine; `--list` makes nothing, and prints where each is, or will be.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { CACHE } from "./cache.mjs";
import { DEBIAN_ROOT } from "./debian-root.mjs";
import { GO_PROGRAMS } from "./go-programs.mjs";

const JUDGES = [...GO_PROGRAMS, DEBIAN_ROOT];

/** `undefined` when it is there now, else why it is not. */
const whyNotMade = ({ name, version, path, lacks, make }) => {
  const lack = lacks();
  if (lack !== undefined) return { isLack: true, says: `${name} ${version} needs ${lack}` };
  const unfinished = `${path}.${process.pid}`;
  const { status, error } = make(unfinished);
  if (status === 0) {
    renameSync(unfinished, path);
    return undefined;
  }
  rmSync(unfinished, { force: true, recursive: true });
  return { isLack: false, says: error?.message ?? `${name} ${version} was not made; what was said stands above` };
};

const makeMissing = () => {
  mkdirSync(CACHE, { recursive: true });
  const missing = JUDGES.filter(({ path }) => !existsSync(path));
  const failures = [];
  for (const [index, next] of missing.entries()) {
    const from = Date.now();
    console.error(`${index + 1} of ${missing.length}: making ${next.name} ${next.version}, which may take minutes`);
    const failure = whyNotMade(next);
    if (failure === undefined) console.error(`    ${Math.round((Date.now() - from) / 1000)} s: ${next.path}`);
    else {
      console.error(`    ${failure.says}`);
      failures.push(failure);
    }
  }
  console.error(`${JUDGES.length - failures.length} of ${JUDGES.length} judges are in ${CACHE}`);
  return failures;
};

if (process.argv.includes("--list")) {
  const list = JUDGES.map(({ id, name, version, path }) => ({ id, name, version, path, built: existsSync(path) }));
  console.log(JSON.stringify(list, undefined, 2));
} else {
  const isPossible = process.argv.includes("--possible");
  const failures = makeMissing().filter(({ isLack }) => !(isPossible && isLack));
  process.exitCode = failures.length === 0 ? 0 : 1;
}
