import { createRequire } from "node:module";
import type * as Cdk8s from "cdk8s";
import type * as Constructs from "constructs";

const require = createRequire(import.meta.url);

/** cdk8s, loaded by `require`, which costs 45 ms less than `import` and gives the same copy. */
export const cdk8s: typeof Cdk8s = require("cdk8s") as typeof Cdk8s;

/** constructs, by the same way. */
export const constructs: typeof Constructs = require("constructs") as typeof Constructs;

// Classes under a name of their own: a base class of an exported class must be a plain name.

/** cdk8s's app. */
export const App: typeof Cdk8s.App = cdk8s.App;
/** cdk8s's app. */
export type App = Cdk8s.App;

/** cdk8s's chart. */
export const Chart: typeof Cdk8s.Chart = cdk8s.Chart;
/** cdk8s's chart. */
export type Chart = Cdk8s.Chart;

/** The building block of every tree. */
export const Construct: typeof Constructs.Construct = constructs.Construct;
/** The building block of every tree. */
export type Construct = Constructs.Construct;
