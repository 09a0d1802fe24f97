import type { IConstruct } from "constructs";

/** Tells whether a construct stands below another, or is the same. No list of what is around it is made. */
export const isWithin = (inner: IConstruct, outer: IConstruct): boolean => {
  for (let at: IConstruct | undefined = inner; at !== undefined; at = at.node.scope) if (at === outer) return true;
  return false;
};
