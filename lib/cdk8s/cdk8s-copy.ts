import type * as Cdk8s from "cdk8s";
import type { JsonParts } from "./quick/quick-json.ts";
import type { ResolveModule } from "./quick/resolve-module.ts";

/** One copy of cdk8s that a program has loaded: several may meet in one program, each of a release of its own. */
export interface Cdk8sCopy {
  readonly version: string;
  /** Where its `App` lies. */
  readonly file: string;
  readonly App: typeof Cdk8s.App;
  /** Tells whether a program has loaded all of it, and not a file of it alone. */
  readonly isWhole: () => boolean;
  /** Puts another in the place of its `App`, for whoever asks from now on. */
  readonly replaceApp: (App: typeof Cdk8s.App) => void;
  /** Its other classes; asked for only when an app is synthesized. */
  readonly parts: () => CopyParts;
}

/** What the synthesis uses of a copy: names and YAML are as its release writes them. */
export interface CopyParts {
  readonly Chart: typeof Cdk8s.Chart;
  readonly ApiObject: typeof Cdk8s.ApiObject;
  readonly DependencyGraph: typeof Cdk8s.DependencyGraph;
  readonly Names: typeof Cdk8s.Names;
  readonly Yaml: typeof Cdk8s.Yaml;
  /** How it resolves values. @default - out of reach, where cdk8s is one file */
  readonly resolving?: ResolveModule | undefined;
  /** How it makes an object's JSON. @default - out of reach, as above */
  readonly json?: JsonParts | undefined;
}
