import type { IConstruct } from "constructs";
import { checkProp, isMapping, nameInWords, type PropRule, takeMembers, takeProp } from "../../cluster/take-prop.ts";
import { report } from "../../tree/report.ts";
import { wordpressConstant } from "../workload-findings.ts";
import { isDefinedByImage } from "./site-configuration.ts";
import type { WordPressProps } from "./wordpress-props.ts";

/** Takes a prop `constants` as far as PHP can define what stands in it, of a program that nobody type-checked. */
export const takeConstants = (
  construct: IConstruct,
  given: WordPressProps["constants"],
): NonNullable<WordPressProps["constants"]> => {
  const all = takeProp(construct, CONSTANTS, { prop: "constants", value: given ?? {}, instead: {} });
  for (const constant of Object.keys(all)) if (!isOurs(constant)) report(construct, wordpressConstant, { constant });
  return takeMembers(
    all,
    (constant, value) => isOurs(constant) && checkProp(construct, VALUE, { prop: `constants.${constant}`, value }),
  );
};

/** The image defines the others first, or PHP never does. */
const isOurs = (constant: string): boolean => !isDefinedByImage(constant) && /^[A-Za-z_]\w*$/.test(constant);

const CONSTANTS: PropRule = {
  takes: isMapping,
  allowed: "a mapping of constants, such as { WP_DEBUG: true }",
  says: nameInWords,
};

const VALUE: PropRule = {
  takes: (value) => typeof value === "string" || typeof value === "boolean" || Number.isFinite(value),
  allowed: "a text, a finite number, true or false",
};
