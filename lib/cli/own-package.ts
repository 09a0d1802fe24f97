import { createRequire } from "node:module";
import { dirname } from "node:path";

const require = createRequire(import.meta.url);

/** The folder of the kumiki that runs, in a checkout as well as installed. */
export const PACKAGE_FOLDER: string = dirname(require.resolve("kumiki/package.json"));

/** The version of the kumiki that runs. */
export const VERSION: string = (require("kumiki/package.json") as { readonly version: string }).version;
