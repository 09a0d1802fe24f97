import type { Plugin } from "rolldown";
import { parseSync, transformSync, Visitor } from "rolldown/utils";
import { ProgramError } from "../failures/program-error.ts";
import { shownPath } from "../loading/shown-path.ts";
import { OLDEST_NODE } from "./oldest-node.ts";

/**
 * Writes out `accessor` members of TypeScript, which Node does not know, and which the bundler writes out only beside decorators of
 * the older kind. A file with decorators is left as it is: what they mean is for its tsconfig to say.
 */
export const lowerAccessors = (): Plugin => ({
  name: "kumiki-lower-accessors",
  transform(code, id) {
    if (!/^[^\0].*\.[cm]?tsx?$/.test(id) || !/\baccessor\b/.test(code) || !hasAccessorsAlone(id, code)) return null;
    const options = { tsconfig: true, target: OLDEST_NODE, decorator: { legacy: true }, sourcemap: true } as const;
    const { code: lowered, map, errors } = transformSync(id, code, options);
    if (errors[0] !== undefined) throw new ProgramError(`Cannot read ${shownPath(id)}: ${errors[0].message}`);
    return { code: lowered, map: map ?? null, moduleType: "js" };
  },
});

/** A file that is broken has none: the bundler says where. */
const hasAccessorsAlone = (file: string, code: string): boolean => {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) return false;
  const found = { accessors: 0, decorators: 0 };
  new Visitor({
    AccessorProperty: () => {
      found.accessors += 1;
    },
    Decorator: () => {
      found.decorators += 1;
    },
  }).visit(program);
  return found.accessors > 0 && found.decorators === 0;
};
