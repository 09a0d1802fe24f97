import { compareText } from "../../text/compare-text.ts";
import type { Completion } from "./completion.ts";
import { withLineEnds } from "./with-line-ends.ts";

/**
 * Adds the scripts and dependencies that a package.json lacks. A dependency that is there keeps its version; a script that
 * does something else is an obstacle, except for the one that `npm init` writes in place of tests.
 */
export const completePackageJson = (existing: string, needed: string): Completion => {
  // A byte order mark falls away when something is added, as when npm does so.
  const text = existing.replace(/^\uFEFF/, "");
  const given = tryParse(text);
  if (given === undefined) return { obstacles: ["package.json (no JSON)"] };
  const wanted = JSON.parse(needed) as PackageJson;
  const obstacles = Object.entries(wanted.scripts ?? {})
    .filter(([name, script]) => !isFree(given.scripts?.[name], script))
    .map(([name]) => `package.json (its script "${name}" is ${JSON.stringify(given.scripts?.[name])})`);
  if (obstacles.length > 0) return { obstacles };
  const known = new Set(SECTIONS.flatMap((section) => Object.keys(given[section] ?? {})));
  const completed = {
    ...given,
    scripts: { ...given.scripts, ...wanted.scripts },
    ...withMissing("dependencies", { given, wanted, known }),
    ...withMissing("devDependencies", { given, wanted, known }),
  };
  return JSON.stringify(completed) === JSON.stringify(given) ? { text: existing } : { text: print(completed, text) };
};

type Names = Readonly<Record<string, string>>;

const SECTIONS = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] as const;

type PackageJson = { readonly scripts?: Names } & { readonly [section in (typeof SECTIONS)[number]]?: Names };

const tryParse = (text: string): PackageJson | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const isFree = (existing: string | undefined, script: string): boolean =>
  existing === undefined || existing === script || existing === NPM_PLACEHOLDER;

const NPM_PLACEHOLDER = 'echo "Error: no test specified" && exit 1';

/** A section in npm's own order, with what no section has yet. */
const withMissing = (
  section: "dependencies" | "devDependencies",
  { given, wanted, known }: { readonly given: PackageJson; readonly wanted: PackageJson; readonly known: Set<string> },
): object => {
  const missing = Object.entries(wanted[section] ?? {}).filter(([name]) => !known.has(name));
  if (missing.length === 0) return {};
  const all = [...Object.entries(given[section] ?? {}), ...missing];
  return { [section]: Object.fromEntries(all.toSorted(([a], [b]) => compareText(a, b))) };
};

/** With the indentation and the line ends that it had. */
const print = (value: object, existing: string): string => {
  const text = `${JSON.stringify(value, undefined, /^\{\r?\n([ \t]+)"/.exec(existing)?.[1] ?? 2)}\n`;
  return withLineEnds(text, existing);
};
