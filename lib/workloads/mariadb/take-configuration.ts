import type { IConstruct } from "constructs";
import { checkProp, isMapping, nameInWords, type PropRule, takeMembers, takeProp } from "../../cluster/take-prop.ts";
import { inWords } from "../../finding/in-words.ts";
import type { MariaDBConfiguration } from "./my-cnf.ts";

/** Takes a prop `configuration` as far as each variable is one line of the file, of a program that nobody type-checked. */
export const takeConfiguration = (
  construct: IConstruct,
  given: MariaDBConfiguration | undefined,
): MariaDBConfiguration => {
  const all = takeProp(construct, CONFIGURATION, { prop: "configuration", value: given ?? {}, instead: {} });
  return takeMembers(
    all,
    (variable, value) =>
      checkProp(construct, VARIABLE, { prop: "a variable of configuration", value: variable }) &&
      checkProp(construct, VALUE, { prop: `configuration.${variable}`, value }),
  );
};

const CONFIGURATION: PropRule = {
  takes: isMapping,
  allowed: "a mapping of server variables, such as { max_connections: 50 }",
  says: nameInWords,
};

/** With a dot for the caches that have names: `hot.key_buffer_size`. */
const VARIABLE: PropRule = {
  takes: (variable) => typeof variable === "string" && /^[A-Za-z][\w.-]*$/.test(variable),
  allowed: "a name of letters, digits, underscores, dashes and dots",
};

const VALUE: PropRule = {
  takes: (value) =>
    value === null ||
    typeof value === "boolean" ||
    (typeof value === "string" && /^[^\p{Cc}\u2028\u2029]*$/u.test(value)) ||
    Number.isFinite(value),
  allowed: "one line of text, a finite number, true, false, or null for none",
  // Some variables are passwords.
  says: (value) => (typeof value === "string" ? "a text of more than one line" : inWords(value)),
};
