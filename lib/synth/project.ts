import type { AppProps, Chart } from "cdk8s";
import { DEFAULTS, type DefaultsDate, defaultsDates, tryFindDefaults } from "../cluster/dated-defaults.ts";
import { App } from "../tree/cdk8s.ts";
import { provideContext } from "../tree/context.ts";
import { stateFact } from "../tree/fact.ts";
import { LazyOfAnyCopyResolver } from "../tree/lazy-of-any-copy.ts";
import { orderCharts } from "../tree/order-charts.ts";
import { captureOrigin } from "../tree/origin.ts";
import { report } from "../tree/report.ts";
import { requireProps } from "../tree/require-props.ts";
import { walkTree } from "../tree/walk.ts";
import { FORGOTTEN } from "./identity-changes.ts";
import { renderStream } from "./render-manifests.ts";
import { runProject } from "./run-project.ts";
import { defaultsUnknown } from "./synth-findings.ts";
import { synthesize } from "./synthesize.ts";
import { throwErrors } from "./throw-errors.ts";

/** A project. */
export interface ProjectProps {
  /** The date of the defaults that fill in what the program leaves out: the output stays as it is until the date is moved. */
  readonly defaults: DefaultsDate;
  /** Where `project.synth()` writes; the command line has `--out`. @default - dist */
  readonly outdir?: string;
  /**
   * Write `construct-metadata.json`, which says by name where each object came from, in the form of cdk8s.
   * @default - only where CDK8S_RECORD_CONSTRUCT_METADATA is "true", as cdk8s has it when it runs validations
   */
  readonly recordConstructMetadata?: boolean;
  /** Resolvers of values, which come before cdk8s's own. @default - cdk8s's own, and one for the `Lazy` of another copy of cdk8s */
  readonly resolvers?: AppProps["resolvers"];
}

const PROJECT = Symbol.for("kumiki.Project");

/**
 * All that one program declares: servers and clusters. An `App` of cdk8s, so that charts and constructs of other libraries
 * live in it. The program default-exports it, and `kumiki synth` writes what it makes.
 */
export class Project extends App {
  /** Refuses, in the type, objects that live in a namespace: those need a `Namespace` around them. */
  declare readonly "~noNamespace": "an object that lives in a namespace stands in a Namespace";

  /** Tells a Project, also one of another copy of kumiki. */
  static override [Symbol.hasInstance](value: unknown): value is Project {
    if (this !== Project) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && PROJECT in value;
  }

  constructor(props: ProjectProps) {
    requireProps("a Project", props, []);
    super({
      ...(props.outdir === undefined ? {} : { outdir: props.outdir }),
      ...(props.recordConstructMetadata === undefined
        ? {}
        : { recordConstructMetadata: props.recordConstructMetadata }),
      resolvers: [...(props.resolvers ?? []), new LazyOfAnyCopyResolver()],
    });
    Object.defineProperty(this, PROJECT, { value: true });
    captureOrigin(this);
    const date: string = props.defaults;
    const defaults = tryFindDefaults(date);
    if (defaults === undefined) report(this, defaultsUnknown, { found: date, allowed: defaultsDates().join(", ") });
    const newest = tryFindDefaults(defaultsDates().at(-1) ?? "");
    if (newest !== undefined) provideContext(this, DEFAULTS, defaults ?? newest);
  }

  /**
   * Gives up data that an earlier output had, with the reason: `volume lecture/blog/data`, `database lecture/blog/mariadb`,
   * `namespace lecture/blog`, `cluster lecture`. To be taken out again once the change has landed.
   */
  forget(identity: string, reason: string): void {
    stateFact(this, FORGOTTEN, { identity, reason });
  }

  /** Every chart after those that it depends on, as cdk8s orders them; nothing is written into the tree. */
  override get charts(): Chart[] {
    return [...orderCharts(walkTree(this))];
  }

  /** Writes the output, for programs that run without the command line; does nothing when that drives. */
  override synth(): void {
    runProject(this);
  }

  /** All manifests as one stream, in the order in which they are to be applied. Throws with every error that is found. */
  override synthYaml(): string {
    const { manifests: clusters, findings } = synthesize(this);
    throwErrors(findings);
    return clusters.map(({ manifests }) => renderStream(manifests)).join("");
  }
}
