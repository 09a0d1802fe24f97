import type { IConstruct } from "constructs";

/** What each of some constructs depends on, as cdk8s reads it. */
export const dependenciesOf = (
  constructs: readonly IConstruct[],
): readonly { readonly source: IConstruct; readonly target: IConstruct }[] =>
  constructs.flatMap((source) => source.node.dependencies.map((target) => ({ source, target })));
