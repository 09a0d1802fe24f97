/**
 * The code of generated kinds (`cdk8s import`, and those of cdk8s-plus), with one expression in other words: the end of every
 * `toJson_…` function, which leaves out what is undefined by copying all that it has so far for each member. What it gives is the
 * same, and stands on the same line. Code is given back as it is where no such function stands, as it is generated, line by line.
 */
export const quickenKinds = (code: string): string => {
  if (!code.includes(BEGIN) || code.includes(NAME)) return code;
  const quick = code.replace(
    CONVERSION,
    (_, head: string, slow: string) => `${head}${NAME}(result);${"\n".repeat(slow.split("\n").length - 1)}`,
  );
  // A function is known above the place where it stands.
  return quick === code ? code : `${quick}\n${LEAVE_OUT}\n`;
};

const NAME = "kumikiDefinedMembers";

const LEAVE_OUT = `function ${NAME}(result) { const defined = {}; for (const name of Object.keys(result)) { const value = result[name]; if (value !== undefined) defined[name] = value; } return defined; }`;

const BEGIN = "Object.entries(result).reduce(";

/** The head of a function and what follows it, up to the next function. */
const HEAD = String.raw`^[ \t]*(?:export )?function toJson_\w+\(obj\) \{\n(?:(?!.*\bfunction\b).*\n)*?[ \t]*return `;

/** As cdk8s-cli writes it, as TypeScript writes it for ES2017, and both as a bundler prints them. */
const SLOW = String.raw`Object\.entries\(result\)\.reduce\(\(r, i\) => \(?i\[1\] === (?:undefined|void 0)\)? \? r : (?:\(?\{\s*\.\.\.r,\s*\[i\[0\]\]: i\[1\]\s*\}\)?|\(?Object\.assign\(Object\.assign\(\{\}, r\), \{ \[i\[0\]\]: i\[1\] \}\)\)?), \{\}\);$`;

const CONVERSION = new RegExp(`(${HEAD})(${SLOW})`, "gm");
