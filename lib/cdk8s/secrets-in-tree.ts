import type { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";

/** Those among constructs that are a Secret, or a List that may have some. */
export const secretsAmong = (constructs: readonly IConstruct[]): readonly ApiObject[] =>
  constructs.filter(mayHoldValues);

/** What the Secrets of a tree are, as far as they say it. Asked when the program is over: some give something else when they are asked twice. */
export const secretsInTree = (root: IConstruct): readonly unknown[] =>
  secretsAmong(root.node.findAll()).flatMap((object) => {
    try {
      return [object.toJson() as unknown];
    } catch {
      // What it was given.
      return [(object as unknown as { readonly props?: unknown }).props];
    }
  });

const mayHoldValues = (construct: IConstruct): construct is ApiObject =>
  API_OBJECT in construct && HOLDERS.has((construct as { readonly kind?: unknown }).kind);

const HOLDERS = new Set<unknown>(["Secret", "List"]);

/** cdk8s's own mark, also of another copy. */
const API_OBJECT = Symbol.for("cdk8s.ApiObject");
