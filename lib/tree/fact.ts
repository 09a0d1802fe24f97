import type { IConstruct } from "constructs";
import { groupBy } from "../manifest/group-by.ts";

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
  const stated = (construct as { [FACTS]?: Statement[] })[FACTS];
  const statement = { name: kind.name, value };
  // Most state one, and an empty list would make room for seventeen.
  if (stated === undefined) Object.defineProperty(construct, FACTS, { value: [statement] });
  else stated.push(statement);
};

/** What a construct itself stated of one kind. */
export const factsOf = <T>(construct: IConstruct, kind: FactKind<T>): readonly T[] =>
  statementsOf(construct).flatMap(({ name, value }) => (name === kind.name ? [value as T] : []));

/** All that some constructs stated. */
export interface Facts {
  /** The facts of one kind, in the constructs' order. */
  readonly of: <T>(kind: FactKind<T>) => readonly StatedFact<T>[];
}

/** Looks through constructs once, whatever is asked for. */
export const gatherFacts = (constructs: readonly IConstruct[]): Facts => {
  const stated = constructs.flatMap((construct) =>
    statementsOf(construct).map(({ name, value }) => ({ name, construct, value })),
  );
  const byName = groupBy(stated, ({ name }) => name);
  return { of: <T>({ name }: FactKind<T>) => (byName.get(name) ?? []) as readonly StatedFact<T>[] };
};

const statementsOf = (construct: IConstruct): readonly Statement[] => (construct as Stating)[FACTS] ?? NOTHING;

interface Stating {
  readonly [FACTS]?: readonly Statement[];
}

const NOTHING: readonly Statement[] = [];
