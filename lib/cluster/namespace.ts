import type { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";
import { Namespace as NamespaceObject } from "../../imports/k8s/core/v1.ts";
import { Chart, type Construct } from "../tree/cdk8s.ts";
import { captureOrigin } from "../tree/origin.ts";
import { manifestsOfChart, markOwnChart } from "../tree/own-chart.ts";
import { checkFormerName, checkNamespaceName } from "./check-names.ts";
import { Cluster } from "./cluster.ts";
import { objectName } from "./object-name.ts";
import { takeLabels } from "./take-labels.ts";
import { checkProp, type PropRule } from "./take-prop.ts";
import { workloadDefaultsOf } from "./workload-defaults.ts";

/** A namespace of a cluster. */
export interface NamespaceProps {
  /** Names the namespace; part of the identity of all data in it. @default - the construct's id */
  readonly name?: string;
  /** @default - true: the namespace is written as an object; false for one that exists, like kube-system */
  readonly create?: boolean;
  /** The Pod Security level that its pods are held to, at the cluster's own version. @default - restricted */
  readonly podSecurity?: "restricted" | "baseline" | "privileged";
  /** Further labels of the namespace. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The name that the namespace had before: its data moves along. @default - it never had another */
  readonly renamedFrom?: string;
}

/** The API server refuses a namespace of any other. */
const POD_SECURITY: PropRule = {
  takes: (level) => level === undefined || level === "restricted" || level === "baseline" || level === "privileged",
  allowed: "restricted, baseline or privileged",
};

/** Whatever else is given would be written as if it were true. */
const CREATE: PropRule = {
  takes: (create) => create === undefined || typeof create === "boolean",
  allowed: "true or false",
};

const NAMESPACE = Symbol.for("kumiki.Namespace");

/**
 * A namespace, and the chart of all that lives in it. It enforces a Pod Security level (restricted unless it says
 * otherwise), with the version pinned, so that an upgrade of Kubernetes does not tighten it unseen.
 */
export class Namespace extends Chart {
  /** The namespace that a construct stands in. Throws for one that stands in none. */
  static override of(construct: IConstruct): Namespace {
    const found = construct.node.scopes.findLast((scope) => scope instanceof Namespace);
    if (found instanceof Namespace) return found;
    throw new Error(
      `Cannot find the namespace of ${construct.node.path}: it stands below no Namespace; make it below one`,
    );
  }

  /** Tells a Namespace, also one of another copy of kumiki; cdk8s's own test takes every chart for one. */
  static override [Symbol.hasInstance](value: unknown): value is Namespace {
    if (this !== Namespace) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && NAMESPACE in value;
  }

  /** The namespace's name. */
  readonly name: string;
  readonly cluster: Cluster;
  readonly renamedFrom: string | undefined;
  /** The object; undefined where `create` is false. */
  readonly object: NamespaceObject | undefined;

  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    const name = props.name ?? id;
    super(scope, id, { disableResourceNameHashes: true, namespace: name });
    Object.defineProperty(this, NAMESPACE, { value: true });
    markOwnChart(this);
    captureOrigin(this);
    this.name = name;
    this.cluster = Cluster.of(this);
    this.renamedFrom = props.renamedFrom;
    checkFormerName(this, props.renamedFrom);
    checkProp(this, CREATE, { prop: "create", value: props.create });
    checkProp(this, POD_SECURITY, { prop: "podSecurity", value: props.podSecurity });
    if (props.create === false) checkNamespaceName(this, name);
    this.object = props.create === false ? undefined : this.#makeObject(props);
    this.node.defaultChild = this.object;
  }

  /** Names of objects that state none: clean, without hashes. */
  override generateObjectName(object: ApiObject): string {
    return objectName(this, object);
  }

  /** The objects of the namespace itself, in order, without writing anything into the tree. */
  override toJson(): unknown[] {
    return manifestsOfChart(this);
  }

  #makeObject({ podSecurity = "restricted", labels }: NamespaceProps): NamespaceObject {
    const version = `v${this.cluster.kubernetes}`;
    const own = {
      "app.kubernetes.io/managed-by": "kumiki",
      "pod-security.kubernetes.io/enforce": podSecurity,
      "pod-security.kubernetes.io/enforce-version": version,
      "pod-security.kubernetes.io/audit": podSecurity,
      "pod-security.kubernetes.io/audit-version": version,
      "pod-security.kubernetes.io/warn": podSecurity,
      "pod-security.kubernetes.io/warn-version": version,
    };
    const taken = takeLabels(this, "labels", labels);
    return new NamespaceObject(this, "namespace", {
      metadata: { name: this.name, labels: Object.assign({}, workloadDefaultsOf(this).labels, own, taken) },
    });
  }
}
