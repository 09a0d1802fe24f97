import type { IConstruct } from "constructs";
import { takeLabels } from "../cluster/take-labels.ts";
import { workloadDefaultsOf } from "../cluster/workload-defaults.ts";

/** A workload's labels: all of them for objects and pods, and the few, never changing ones by which it is selected. */
export interface WorkloadLabels {
  readonly all: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
}

/** What a workload is, in the words of Kubernetes' recommended labels. */
export interface WorkloadIdentity {
  /** The application: `wordpress`. */
  readonly application: string;
  /** The workload's name, unique in its namespace. */
  readonly instance: string;
  /** Its part in a whole: `database`. */
  readonly component: string;
}

/** Labels of an object that belongs to no workload: what the cluster gives to all, and who made it. */
export const ownLabels = (construct: IConstruct): Readonly<Record<string, string>> =>
  Object.assign({}, workloadDefaultsOf(construct).labels, MANAGED_BY);

const MANAGED_BY = { "app.kubernetes.io/managed-by": "kumiki" };

/** Labels of a workload, with those that its cluster gives to all. Selectors can never be changed, so they hold names only. */
export const workloadLabels = (construct: IConstruct, workload: WorkloadIdentity): WorkloadLabels => {
  const selector = {
    "app.kubernetes.io/name": workload.application,
    "app.kubernetes.io/instance": workload.instance,
  };
  const all = Object.assign({}, ownLabels(construct), selector, { "app.kubernetes.io/component": workload.component });
  OF_WORKLOADS.add(all);
  return { all, selector };
};

/** Their values are checked as names of workloads, and as what a cluster gives to all. */
const OF_WORKLOADS = new WeakSet<object>();

/** Takes the labels that were given to a part of a workload, or to what stands by itself. */
export const labelsOfPart = (
  construct: IConstruct,
  given: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> => {
  const labels = given ?? ownLabels(construct);
  return OF_WORKLOADS.has(labels) ? labels : takeLabels(construct, "labels", labels);
};
