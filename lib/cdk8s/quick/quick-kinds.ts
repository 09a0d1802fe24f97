/**
 * The code of generated kinds (`cdk8s import`, and those of cdk8s-plus), with some expressions in other words. What they give is
 * the same, and stands on the same line. Code is given back as it is where no such function stands, as it is generated, line by
 * line.
 *
 * They are the end of every `toJson_…` function, which leaves out what is undefined by copying all that it has so far for each
 * member; and, where `isSpreadSlow`, what the constructor and `toJson()` of every class spread: what the kind is, then its members.
 */
export const quickenKinds = (code: string, isSpreadSlow: boolean = IS_SPREAD_SLOW): string => {
  if (!code.includes(BEGIN) || code.includes(PREFIX)) return code;
  const defined = leaveOutQuickly(code);
  if (defined === code) return code;
  // A function is known above the place where it stands.
  return `${isSpreadSlow ? joinQuickly(defined) : defined}\n${HELPERS}\n`;
};

/** V8 before 12, which is Node 20's, gives every `{ ...one, ...more }` a shape of its own, and is slow at what has many. */
const IS_SPREAD_SLOW = Number.parseInt(process.versions.v8, 10) < 12;

/** Of names that nobody else has. */
const PREFIX = "kumikiQuick";
const DEFINED = `${PREFIX}Defined`;
const JOINED = `${PREFIX}Joined`;

const HELPERS =
  `function ${DEFINED}(result) { const defined = {}; for (const name of Object.keys(result)) { const value = result[name]; if (value !== undefined) defined[name] = value; } return defined; } ` +
  // A member of that name must not become what the object inherits from.
  `function ${JOINED}(kind, rest) { return typeof rest === "object" && rest !== null && !Object.hasOwn(rest, "__proto__") ? Object.assign({}, kind, rest) : { ...kind, ...rest }; }`;

const BEGIN = "Object.entries(result).reduce(";

/** The head of a function and what follows it, up to the next function. */
const HEAD = String.raw`^[ \t]*(?:export )?function toJson_\w+\(obj\) \{\n(?:(?!.*\bfunction\b).*\n)*?[ \t]*return `;

/** As cdk8s-cli writes it, as TypeScript writes it for ES2017, and both as a bundler prints them. */
const SLOW = String.raw`Object\.entries\(result\)\.reduce\(\(r, i\) => \(?i\[1\] === (?:undefined|void 0)\)? \? r : (?:\(?\{\s*\.\.\.r,\s*\[i\[0\]\]: i\[1\]\s*\}\)?|\(?Object\.assign\(Object\.assign\(\{\}, r\), \{ \[i\[0\]\]: i\[1\] \}\)\)?), \{\}\)`;

const CONVERSIONS = new RegExp(`(${HEAD})(${SLOW})(?=;$)`, "gm");

const leaveOutQuickly = (code: string): string =>
  code.replace(
    CONVERSIONS,
    // What follows stays on its line.
    (_, head: string, slow: string) => `${head}${DEFINED}(result)${"\n".repeat(slow.split("\n").length - 1)}`,
  );

/** What stands around `Kind.GVK,` where a constructor or `toJson()` spreads it: older targets have `Object.assign` there, which is quick. */
const BEFORE =
  /^([ \t]*(?:constructor\(scope, id, props(?: = \{\})?\) \{\n[ \t]*super\(scope, id, |toJson\(\) \{\n[ \t]*const resolved = super\.toJson\(\);\n(?:[ \t]*\n)?[ \t]*return ))\{(\s*)\.\.\.([\w$]+)(?![^])/m;
const AFTER = /^(\s*)\.\.\.(props|toJson_\w+\(resolved\)),?(\s*)\}(?=\)?;\n)/;

/** Looks at few places, since a search for all of it would take longer than many a program. */
const joinQuickly = (code: string): string => {
  const parts = code.split(GVK);
  for (let index = 1; index < parts.length; index += 1) {
    const [before = "", after = ""] = [parts[index - 1], parts[index]];
    const tail = AFTER.exec(after.slice(0, AROUND));
    const head = tail === null ? null : BEFORE.exec(before.slice(startOfLines(before, 4)));
    parts[index] = GVK + after;
    if (tail === null || head === null) continue;
    const [statement, start = "", space = "", kind = ""] = head;
    // What is called stays on its line.
    parts[index - 1] = `${before.slice(0, -statement.length)}${start}${JOINED}(${space}${kind}`;
    parts[index] = `${GVK}${tail.slice(1).join("")})${after.slice(tail[0].length)}`;
  }
  return parts.join("");
};

const GVK = ".GVK,";

/** More than a statement ever has. */
const AROUND = 200;

/** Where the last lines of a text begin, the one at hand not among them. */
const startOfLines = (text: string, count: number): number => {
  let start = text.length;
  for (let line = 0; line <= count && start > 0; line += 1) start = text.lastIndexOf("\n", start - 1);
  return start + 1;
};
