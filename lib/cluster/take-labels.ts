import type { IConstruct } from "constructs";
import { isLabelValue, isQualifiedName, LABEL_NAME } from "../inventory/label-syntax.ts";
import { checkProp, isMapping, isToken, type PropRule, takeMembers, takeProp } from "./take-prop.ts";

type Labels = Readonly<Record<string, string>>;

/** Takes the labels that the API server takes, too, of a program that nobody type-checked. */
export const takeLabels = (construct: IConstruct, prop: string, given: Labels | undefined): Labels => {
  const labels = takeProp(construct, LABELS, { prop, value: given ?? {}, instead: {} });
  if (isToken(labels)) return labels;
  return takeMembers(
    labels,
    (key, value) =>
      checkProp(construct, KEY, { prop: `a key of ${prop}`, value: key }) &&
      checkProp(construct, VALUE, { prop: `${prop}.${key}`, value }),
  );
};

const LABELS: PropRule = { takes: isMapping, allowed: "a mapping of keys to texts" };

const KEY: PropRule = {
  takes: isQualifiedName,
  allowed: `a name, with or without a DNS name and a slash before it, such as example.com/team: ${LABEL_NAME}`,
};

const VALUE: PropRule = {
  takes: (value) => value === undefined || isToken(value) || isLabelValue(value),
  allowed: `a text, empty or of ${LABEL_NAME}`,
};
