import { existsSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { basename, dirname, join } from "node:path";
import type * as Cdk8s from "cdk8s";
import type { Cdk8sCopy, CopyParts } from "./cdk8s-copy.ts";
import type { JsonParts } from "./quick/quick-json.ts";
import { quickenKinds } from "./quick/quick-kinds.ts";
import type { ResolveModule } from "./quick/resolve-module.ts";

/** Who hears of copies of cdk8s. */
export interface CopyListener {
  /** A copy was loaded; nothing of the program has seen it yet. */
  readonly onCopy: (copy: Cdk8sCopy) => void;
  /** A file has cdk8s inside, and gives no way to its classes. */
  readonly onHiddenCopy: (file: string) => void;
}

/**
 * Looks at every CommonJS module that this process loads from now on, and tells of each whose `App` has jsii's name
 * `cdk8s.App`: so all are met, second copies, npm aliases, deep imports and those inside of other packages.
 */
export const watchCopies = (listener: CopyListener): void => {
  const prototype = Module.prototype as unknown as { _compile: Compile };
  // oxlint-disable-next-line no-underscore-dangle -- so Node calls what every loader of CommonJS uses
  const compile = prototype._compile;
  // oxlint-disable-next-line no-underscore-dangle -- see above
  prototype._compile = function (this: LoadedModule, ...args) {
    const [content, file, ...more] = args;
    const result = compile.apply(this, [typeof content === "string" ? quickenKinds(content) : content, file, ...more]);
    if (typeof content === "string" && hasCdk8sInside(content)) announce(this.exports, file, listener);
    return result;
  };
};

/** Tells whether JavaScript defines cdk8s's `App`. */
export const hasCdk8sInside = (code: string): boolean => code.includes("cdk8s.App") && DEFINES_APP.test(code);

const DEFINES_APP = /\bfqn:\s*["']cdk8s\.App["']/;

/** Later releases of Node hand over more. */
type Compile = (this: LoadedModule, ...args: [content: string, file: string, ...more: unknown[]]) => unknown;

interface LoadedModule {
  readonly exports: unknown;
}

const announce = (exports: unknown, file: string, listener: CopyListener): void => {
  const { App } = (exports ?? {}) as Partial<Cdk8sCopy>;
  const version = versionOf(App as { readonly [JSII]?: JsiiType } | undefined);
  if (App === undefined || version === undefined || !hasParts(exports as object, file)) listener.onHiddenCopy(file);
  else
    listener.onCopy({
      version,
      file,
      App,
      isWhole: () => !isAppAlone(file) || createRequire(file).cache[join(dirname(file), "index.js")]?.loaded === true,
      replaceApp: replacer(exports as object),
      parts: partsOf(exports as object, file),
    });
};

/** `index.js` exports what `app.js` does; and an app's `constructor` says what made it. */
const replacer =
  (exports: object) =>
  (App: Cdk8sCopy["App"]): void => {
    Object.defineProperty(exports, "App", { value: App, enumerable: true, configurable: true, writable: true });
    Object.defineProperty(App.prototype, "constructor", { value: App, configurable: true, writable: true });
  };

const versionOf = (App: { readonly [JSII]?: JsiiType } | undefined): string | undefined => {
  const type = App?.[JSII];
  return type?.fqn === "cdk8s.App" ? type.version : undefined;
};

const isAppAlone = (file: string): boolean => basename(file) === "app.js";

/** cdk8s in one file must give all that is used of it. */
const hasParts = (exports: object, file: string): boolean =>
  isAppAlone(file) || ["Chart", "ApiObject", "DependencyGraph", "Names", "Yaml"].every((name) => name in exports);

/** Where jsii keeps what a class is called; a symbol of all copies. */
const JSII: unique symbol = Symbol.for("jsii.rtti");

interface JsiiType {
  readonly fqn: string;
  readonly version: string;
}

/** From beside `app.js`, as cdk8s takes them itself, without loading the rest of it; or from the one file that holds all. */
const partsOf = (exports: object, file: string): (() => CopyParts) => {
  let parts: CopyParts | undefined;
  return () => {
    parts ??= readParts(exports, file);
    return parts;
  };
};

/** Releases before 2.65 resolve elsewhere. */
const tryInner = (require: NodeJS.Require, folder: string): Pick<CopyParts, "resolving" | "json"> => {
  const inner = (name: string): unknown => require(join(folder, `${name}.js`));
  if (
    !["resolve", "api-object", "metadata", "json-patch", "_util"].every((name) =>
      existsSync(join(folder, `${name}.js`)),
    )
  )
    return {};
  const { ApiObjectMetadataDefinition } = inner("metadata") as Pick<typeof Cdk8s, "ApiObjectMetadataDefinition">;
  const { sanitizeValue } = inner("_util") as Pick<JsonParts, "sanitizeValue">;
  const { ApiObject } = inner("api-object") as Pick<typeof Cdk8s, "ApiObject">;
  const { JsonPatch } = inner("json-patch") as Pick<typeof Cdk8s, "JsonPatch">;
  return {
    resolving: inner("resolve") as ResolveModule,
    json: { ApiObject, Metadata: ApiObjectMetadataDefinition, JsonPatch, sanitizeValue },
  };
};

const readParts = (exports: object, file: string): CopyParts => {
  const require = createRequire(file);
  const part = (name: "Chart" | "ApiObject" | "DependencyGraph" | "Names" | "Yaml", beside: string): unknown =>
    isAppAlone(file) && !(name in exports)
      ? (require(join(dirname(file), beside)) as CopyParts)[name]
      : (exports as CopyParts)[name];
  return {
    ...tryInner(require, dirname(file)),
    Chart: part("Chart", "chart.js") as CopyParts["Chart"],
    ApiObject: part("ApiObject", "api-object.js") as CopyParts["ApiObject"],
    DependencyGraph: part("DependencyGraph", "dependency.js") as CopyParts["DependencyGraph"],
    Names: part("Names", "names.js") as CopyParts["Names"],
    Yaml: part("Yaml", "yaml.js") as CopyParts["Yaml"],
  };
};
