import type { Machine, Taint } from "../inventory/machine.ts";
import { type NodeRequirement, type PodSpec, requiredNodes, type Toleration } from "../manifest/pod-template.ts";

/** Tells whether a machine can run a pod. */
export type Placement = (pod: PodSpec) => boolean;

/**
 * Whether a machine can run a pod, by what the scheduler looks at and a program states: labels, taints, names. A label
 * that only the kubelet knows (architecture, instance type) rules no machine out.
 */
export const placementOn = (machine: Machine): Placement => {
  const labels = nodeLabels(machine);
  const taints = nodeTaints(machine).filter(({ effect }) => effect !== "PreferNoSchedule");
  return (pod) =>
    pod.nodeName === undefined ? isAllowed({ machine, labels, taints }, pod) : pod.nodeName === machine.name;
};

interface Node {
  readonly machine: Machine;
  readonly labels: Readonly<Record<string, string>>;
  /** Those that keep pods off. */
  readonly taints: readonly Taint[];
}

const isAllowed = ({ machine, labels, taints }: Node, pod: PodSpec): boolean =>
  Object.entries(pod.nodeSelector ?? {}).every(([key, value]) =>
    matches(labels, { key, operator: "In", values: [value] }),
  ) &&
  isInOneTerm(machine, pod, labels) &&
  taints.every((taint) => isTolerated(taint, pod.tolerations ?? []));

/** The labels that a machine's node has, as far as they are known before it runs. */
const nodeLabels = (machine: Machine): Readonly<Record<string, string>> => ({
  "kubernetes.io/hostname": machine.name,
  "kubernetes.io/os": "linux",
  ...Object.fromEntries(machine.roles.map((role) => [`node-role.kubernetes.io/${role}`, "true"])),
  ...(machine.zone === undefined ? {} : { "topology.kubernetes.io/zone": machine.zone }),
  ...machine.labels,
});

/** A machine's taints, with those that keep workloads off a machine without the worker role. */
const nodeTaints = ({ roles, taints }: Machine): readonly Taint[] => {
  if (roles.includes("worker")) return taints;
  const own: readonly Taint[] = [
    { key: "node-role.kubernetes.io/etcd", value: "true", effect: "NoExecute" },
    { key: "node-role.kubernetes.io/controlplane", value: "true", effect: "NoSchedule" },
  ];
  return [...own.filter(({ key }) => roles.some((role) => key.endsWith(`/${role}`))), ...taints];
};

const isInOneTerm = (machine: Machine, pod: PodSpec, labels: Readonly<Record<string, string>>): boolean => {
  const terms = requiredNodes(pod)?.nodeSelectorTerms;
  if (terms === undefined) return true;
  const fields = { "metadata.name": machine.name };
  return terms.some(
    ({ matchExpressions = [], matchFields = [] }) =>
      matchExpressions.length + matchFields.length > 0 &&
      matchExpressions.every((requirement) => matches(labels, requirement)) &&
      matchFields.every((requirement) => matches(fields, requirement)),
  );
};

const matches = (
  labels: Readonly<Record<string, string>>,
  { key, operator, values = [] }: NodeRequirement,
): boolean => {
  if (KUBELETS_OWN.has(key) && labels[key] === undefined) return true;
  const value = labels[key];
  const holds: Readonly<Record<string, boolean>> = {
    In: value !== undefined && values.includes(value),
    NotIn: value === undefined || !values.includes(value),
    Exists: value !== undefined,
    DoesNotExist: value === undefined,
    Gt: Number(value) > Number(values[0]),
    Lt: Number(value) < Number(values[0]),
  };
  return holds[operator] ?? false;
};

const KUBELETS_OWN = new Set([
  "kubernetes.io/arch",
  "beta.kubernetes.io/arch",
  "beta.kubernetes.io/os",
  "node.kubernetes.io/instance-type",
  "topology.kubernetes.io/region",
]);

const isTolerated = (taint: Taint, tolerations: readonly Toleration[]): boolean =>
  tolerations.some(
    ({ key, operator = "Equal", value, effect }) =>
      (effect === undefined || effect === taint.effect) &&
      (key === undefined || key === taint.key) &&
      (operator === "Exists" || (key !== undefined && (value ?? "") === (taint.value ?? ""))),
  );
