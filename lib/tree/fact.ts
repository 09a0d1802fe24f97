import type { IConstruct } from "constructs";

/**
 * Something that a construct states about itself for the synthesis to gather: a volume, a Secret that must exist, a finding.
 * Constructs state facts when they are made; one walk of the tree collects them, so that no construct knows who reads them.
 */
export interface FactKind<T> {
  readonly name: string;
  /** Never set: carries the type. */
  readonly "~type"?: T;
}

/** A fact, and the construct that stated it. */
export interface StatedFact<T> {
  readonly construct: IConstruct;
  readonly value: T;
}

interface Statement {
  readonly name: string;
  readonly value: unknown;
}

const FACTS = Symbol.for("kumiki.facts");

/** Declares a kind of fact; `name` is unique in kumiki. */
export const factKind = <T>(name: string): FactKind<T> => ({ name });

/** States a fact about a construct. */
export const stateFact = <T>(construct: IConstruct, kind: FactKind<T>, value: T): void => {
  const holder = construct as { [FACTS]?: Statement[] };
  if (holder[FACTS] === undefined) Object.defineProperty(construct, FACTS, { value: [] });
  holder[FACTS]?.push({ name: kind.name, value });
};

/** The facts of one kind that these constructs stated, in the constructs' order. */
export const factsOf = <T>(constructs: readonly IConstruct[], kind: FactKind<T>): readonly StatedFact<T>[] => {
  const found: StatedFact<T>[] = [];
  for (const construct of constructs) {
    const statements = (construct as { [FACTS]?: readonly Statement[] })[FACTS];
    if (statements === undefined) continue;
    for (const { name, value } of statements) if (name === kind.name) found.push({ construct, value: value as T });
  }
  return found;
};
