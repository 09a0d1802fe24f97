import type { App, AppProps } from "cdk8s";

/** What a program may need beside its root. */
export interface World {
  /** Folder of the manifests and the Helm chart that programs read. */
  readonly fixtures: string;
  /** Address of a server that gives the same files: `http://127.0.0.1:4711`. */
  readonly url: string;
  /** Where helm is; a program that needs it stands in NEEDS_HELM. */
  readonly helm: string;
}

/** A file of programs/: an application of cdk8s, written for whatever root it is given. */
export interface Program {
  readonly build: (app: App, world: World) => void;
  /** What its root is made with. @default - nothing */
  readonly props?: Pick<AppProps, "resolvers">;
  /** Variables that are set while it is built and synthesized. @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

/** Programs that are run only where helm is. */
export const NEEDS_HELM: ReadonlySet<string> = new Set(["helm"]);
