import type { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";
import type { IngressController, Networks } from "../inventory/inventory.ts";
import type { Machine } from "../inventory/machine.ts";
import type { Provisioner } from "../inventory/provisioner.ts";
import { Chart, type Construct } from "../tree/cdk8s.ts";
import { provideContext, tryReadContext } from "../tree/context.ts";
import { captureOrigin } from "../tree/origin.ts";
import { manifestsOfChart, markOwnChart } from "../tree/own-chart.ts";
import { report } from "../tree/report.ts";
import { requireProps } from "../tree/require-props.ts";
import { checkFormerName } from "./check-names.ts";
import { clusterOfNoMachines, rolesNotStated } from "./cluster-findings.ts";
import type { ClusterProps } from "./cluster-props.ts";
import { type DatedDefaults, DEFAULTS } from "./dated-defaults.ts";
import { objectName } from "./object-name.ts";
import { resolveMachines } from "./resolve-machines.ts";
import { resolveNetworks } from "./resolve-networks.ts";
import { isMapping, type PropRule, requireProp } from "./take-prop.ts";
import { takeWorkloadDefaults, WORKLOAD_DEFAULTS } from "./workload-defaults.ts";

const CLUSTER = Symbol.for("kumiki.Cluster");

/**
 * A cluster: machines, networks, a Kubernetes version and the provisioner that joins them. It is a chart of cdk8s; objects
 * that belong to no namespace may stand directly in it. `N` is the union of its machines' names, `K` of the Kubernetes
 * versions that its provisioner installs.
 */
export class Cluster<const N extends string = string, const K extends string = string> extends Chart {
  /** Refuses, in the type, objects that live in a namespace: those need a `Namespace` around them. */
  declare readonly "~noNamespace": "an object that lives in a namespace stands in a Namespace";

  /** The cluster that a construct stands in. Throws for one that stands in none. */
  static override of(construct: IConstruct): Cluster {
    const found = construct.node.scopes.findLast((scope) => scope instanceof Cluster);
    if (found instanceof Cluster) return found;
    throw new Error(`Cannot find the cluster of ${construct.node.path}: it stands below no Cluster; make it below one`);
  }

  /** Tells a Cluster, also one of another copy of kumiki; cdk8s's own test takes every chart for one. */
  static override [Symbol.hasInstance](value: unknown): value is Cluster {
    if (this !== Cluster) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && CLUSTER in value;
  }

  /** The cluster's name, and that of its folder of the output. */
  readonly clusterName: string;
  /** Kubernetes' minor version: `1.30`. */
  readonly kubernetes: string;
  readonly provisioner: Provisioner;
  /** In the order of their names, with every default filled in. */
  readonly machines: readonly Machine[];
  readonly networks: Networks;
  /** Where each value came from that the program did not state: path in the inventory, source. */
  readonly defaulted: Readonly<Record<string, string>>;
  readonly renamedFrom: string | undefined;

  constructor(scope: Construct, id: string, props: ClusterProps<N, K>) {
    super(scope, id, { disableResourceNameHashes: true });
    Object.defineProperty(this, CLUSTER, { value: true });
    markOwnChart(this);
    captureOrigin(this);
    requireProps(this, props, ["provisioner"]);
    for (const [prop, rule] of PROPS) requireProp(this, rule, { prop, value: props[prop] });
    this.clusterName = props.name ?? id;
    this.kubernetes = props.kubernetes;
    this.provisioner = props.provisioner;
    this.renamedFrom = props.renamedFrom;
    checkFormerName(this, props.renamedFrom);
    const { machines, defaulted } = resolveMachines(props, defaultsOf(this));
    const networks = resolveNetworks(props.networks ?? {}, props.provisioner.defaults);
    this.machines = machines;
    this.networks = networks.networks;
    this.defaulted = { ...defaulted, ...networks.defaulted };
    if (props.workloadDefaults !== undefined)
      provideContext(this, WORKLOAD_DEFAULTS, takeWorkloadDefaults(this, props.workloadDefaults));
    this.#checkMachines();
  }

  /** The ingress controller that comes with the cluster; undefined where it has none. */
  get ingress(): IngressController | undefined {
    return this.provisioner.defaults.ingress;
  }

  /** A machine by its name, which the type knows. Throws for a name that the cluster does not have. */
  machine(name: N): Machine {
    const found = this.machines.find((machine) => machine.name === name);
    if (found !== undefined) return found;
    const names = this.machines.map((machine) => machine.name).join(", ");
    throw new Error(`Cannot find machine "${name}" of cluster ${this.node.path}: allowed are ${names}`);
  }

  /** Names of objects that state none: clean, without hashes. */
  override generateObjectName(object: ApiObject): string {
    return objectName(this, object);
  }

  /** The objects of the cluster itself, in order, without writing anything into the tree. */
  override toJson(): unknown[] {
    return manifestsOfChart(this);
  }

  #checkMachines(): void {
    if (this.machines.length === 0) report(this, clusterOfNoMachines, { cluster: this.clusterName });
    for (const { name, roles } of this.machines) {
      if (roles.length === 0)
        report(this, rolesNotStated, { cluster: this.clusterName, machine: name, machines: this.machines.length });
    }
  }
}

const isMappingIfAny = (value: unknown): boolean => value === undefined || isMapping(value);

/** What a cluster has to be made from. */
const PROPS: readonly (readonly ["name" | "provisioner" | "nodes" | "ssh" | "networks", PropRule])[] = [
  ["name", { takes: (value) => typeof (value ?? "") === "string", allowed: "a text" }],
  ["provisioner", { takes: (value) => isMapping(value) && isMapping(value["defaults"]), allowed: "rke({ release })" }],
  ["nodes", { takes: isMappingIfAny, allowed: "a mapping of machines by their names" }],
  ["ssh", { takes: isMappingIfAny, allowed: "{ user, port, keyPath }" }],
  ["networks", { takes: isMappingIfAny, allowed: "a mapping of ranges" }],
];

/** The dated defaults of the project around a construct. Throws where there is none. */
export const defaultsOf = (construct: IConstruct): DatedDefaults => {
  const found = tryReadContext(construct, DEFAULTS);
  if (found !== undefined) return found;
  throw new Error(`Cannot read the defaults of ${construct.node.path}: it stands below no Project; make it below one`);
};
