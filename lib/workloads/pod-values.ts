import type { IConstruct } from "constructs";
import type { ResourceRequirements } from "../../imports/k8s/core/v1.ts";
import { checkProp, isMapping, isToken, type PropRule, takeProp } from "../cluster/take-prop.ts";
import { inWords } from "../finding/in-words.ts";
import { amountOf, isQuantity } from "./quantity.ts";
import { textOr } from "./text-or.ts";

/** Takes an image that some runtime pulls. */
export const takeImage = (construct: IConstruct, image: string): string =>
  takeProp(construct, IMAGE, { prop: "image", value: image, instead: textOr(image, "") });

/** Takes a number of pods. */
export const takeReplicas = (construct: IConstruct, replicas: number | undefined): number =>
  takeProp(construct, REPLICAS, { prop: "replicas", value: replicas ?? 1, instead: 1 });

/** Takes the resources of a workload whose own are these; quantities are texts, and nobody type-checked the program. */
export const takeResources = (
  construct: IConstruct,
  given: ResourceRequirements | undefined,
  own: ResourceRequirements,
): ResourceRequirements => {
  const resources = given ?? own;
  if (isToken(resources)) return resources;
  if (!checkProp(construct, RESOURCES, { prop: "resources", value: resources })) return own;
  const kinds = (["limits", "requests"] as const).map((kind) =>
    areQuantities(construct, `resources.${kind}`, resources[kind]),
  );
  if (!kinds.every(Boolean)) return own;
  checkWithinLimits(construct, resources);
  return resources;
};

/** Finds requests above their limits, which the API server refuses. Whatever is known at synthesis alone is not looked at. */
const checkWithinLimits = (construct: IConstruct, { requests, limits }: ResourceRequirements): void => {
  for (const [name, limit] of Object.entries(limits ?? {})) {
    if (!isQuantity(limit)) continue;
    const takes = (request: unknown) => !isQuantity(request) || amountOf(request) <= amountOf(limit);
    const rule = { takes, allowed: `at most the limit, ${inWords(limit)}` };
    checkProp(construct, rule, { prop: `resources.requests.${name}`, value: requests?.[name] });
  }
};

/** Finds every one that is none. */
const areQuantities = (construct: IConstruct, prop: string, given: unknown): boolean => {
  const quantities = given ?? {};
  if (isToken(quantities)) return true;
  if (!checkProp(construct, QUANTITIES, { prop, value: quantities })) return false;
  const found = Object.entries(quantities).map(([name, value]) =>
    checkProp(construct, QUANTITY, { prop: `${prop}.${name}`, value }),
  );
  return found.every(Boolean);
};

const PART = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
const REGISTRY = "(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+\\])(?::\\d+)?/";
/** As the runtimes read it: registry, path, tag, digest. */
const NAME = new RegExp(
  `^(?:${REGISTRY})?${PART}(?:/${PART})*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,})?$`,
);

const IMAGE: PropRule = {
  takes: (image) => isToken(image) || (typeof image === "string" && NAME.test(image)),
  allowed: "an image in lower-case letters with its tag, such as registry.example.net/shop/web:1.4.2",
};

const REPLICAS: PropRule = {
  takes: (replicas) =>
    isToken(replicas) || (Number.isInteger(replicas) && Number(replicas) >= 0 && Number(replicas) < 2 ** 31),
  allowed: "a whole number of 0 or more",
};

const RESOURCES: PropRule = { takes: isMapping, allowed: "a mapping of requests and limits" };
const QUANTITIES: PropRule = { takes: isMapping, allowed: "a mapping of quantities, such as { memory: 512Mi }" };

const QUANTITY: PropRule = {
  takes: (value) => isToken(value) || isQuantity(value),
  allowed: "a quantity of 0 or more, such as 250m for cpu and 512Mi for memory",
};
