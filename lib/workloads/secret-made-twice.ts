import type { IConstruct } from "constructs";
import { RENAMED, SECRET } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import { groupOf } from "../manifest/identity.ts";
import { cdk8s } from "../tree/cdk8s.ts";
import { factsOf } from "../tree/fact.ts";
import { namespaceOf } from "../tree/referenced-object.ts";
import { report } from "../tree/report.ts";
import { secretMadeTwice } from "./reference-findings.ts";

/**
 * Has a cluster's tree looked through at synthesis, once, for Secrets that secrets.sh makes and that somebody else makes too, or
 * asks for with other keys: the script leaves alone what exists. Two that ask for the same are one Secret.
 */
export const watchForOthers = (required: IConstruct): void => {
  const { cluster } = Namespace.of(required);
  if (WATCHED in cluster) return;
  Object.defineProperty(cluster, WATCHED, { value: true });
  const told = new Set<string>();
  const validate = (): string[] => {
    for (const { about, secret, other, found } of clashesIn(cluster.node.findAll())) {
      const clash = `${about.node.path} ${other.node.path}`;
      // A second synthesis finds the same, and what was reported stays.
      if (!told.has(clash)) report(about, secretMadeTwice, { secret, other: other.node.path, found });
      told.add(clash);
    }
    return [];
  };
  cluster.node.addValidation({ validate });
};

const WATCHED = Symbol.for("kumiki.watched-for-secrets");

interface Clash {
  readonly about: IConstruct;
  readonly secret: string;
  readonly other: IConstruct;
  readonly found: string;
}

const clashesIn = (constructs: readonly IConstruct[]): readonly Clash[] => {
  const required = new Map<string, Required>();
  const asked = constructs.flatMap(requiredBy).flatMap((second): readonly Clash[] => {
    const first = required.get(second.secret);
    if (first === undefined) required.set(second.secret, second);
    if (first === undefined || first.asks === second.asks) return [];
    const { construct: about, secret } = second;
    return [{ about, secret, other: first.construct, found: `asks for it ${first.asks}, not ${second.asks}` }];
  });
  const made = constructs.flatMap((other): readonly Clash[] => {
    const secret = secretMadeBy(other);
    const about = secret === undefined ? undefined : required.get(secret)?.construct;
    if (secret === undefined || about === undefined) return [];
    return [
      { about, secret, other, found: "makes it too, and applying that one replaces or lacks what the script drew" },
    ];
  });
  return [...asked, ...made];
};

interface Required {
  readonly construct: IConstruct;
  /** `blog/mariadb`. */
  readonly secret: string;
  /** What the script is asked for, in words. */
  readonly asks: string;
}

const requiredBy = (construct: IConstruct): readonly Required[] =>
  factsOf(construct, SECRET).map(({ namespace, name, keys }) => {
    const former = factsOf(construct, RENAMED).find(({ what }) => what === "secret");
    const renamed = former === undefined ? "" : `, with the values of ${former.from}`;
    return { construct, secret: `${namespace}/${name}`, asks: `with ${keys.toSorted().join(", ")}${renamed}` };
  });

/** The Secret that an object of whatever library is. */
const secretMadeBy = (object: IConstruct): string | undefined => {
  if (!cdk8s.ApiObject.isApiObject(object) || object.kind !== "Secret" || groupOf(object.apiVersion) !== "")
    return undefined;
  return `${namespaceOf(object)}/${object.name}`;
};
