import type { Finding, Place } from "../finding/finding.ts";
import { inWords } from "../finding/in-words.ts";
import { machineLabel } from "./inventory-findings.ts";
import { isLabelValue, isQualifiedName, LABEL_NAME } from "./label-syntax.ts";
import type { UncheckedMachine } from "./unchecked-machine.ts";

/** Finds labels, taints and zones of a machine that the API server refuses, after the machine was set up. */
export const checkMachineLabels = (machine: UncheckedMachine, about: Place): readonly Finding[] =>
  [...wrongLabels(machine), ...wrongZone(machine), ...wrongTaints(machine)].map((wrong) =>
    machineLabel(about, { machine: machine.name, ...wrong }),
  );

interface Wrong {
  readonly found: string;
  readonly allowed: string;
}

const wrongLabels = ({ labels }: UncheckedMachine): readonly Wrong[] => {
  if (!isMapping(labels)) return [{ found: `labels ${inWords(labels)}`, allowed: "a mapping of keys to texts" }];
  return Object.entries(labels)
    .filter(([key, value]) => !isQualifiedName(key) || !isLabelValue(value))
    .map(([key, value]) => ({ found: `label ${key}: ${inWords(value)}`, allowed: LABEL }));
};

const wrongZone = ({ labels, zone }: UncheckedMachine): readonly Wrong[] => {
  if (zone === undefined) return [];
  if (!isLabelValue(zone) || zone === "") return [{ found: `zone ${inWords(zone)}`, allowed: ZONE }];
  const label = isMapping(labels) ? labels["topology.kubernetes.io/zone"] : undefined;
  if (label === undefined || label === zone) return [];
  const found = `zone ${inWords(zone)} and label topology.kubernetes.io/zone: ${inWords(label)}`;
  return [{ found, allowed: "one of the two, since the zone becomes that label" }];
};

const wrongTaints = ({ taints }: UncheckedMachine): readonly Wrong[] => {
  if (!Array.isArray(taints)) return [{ found: `taints ${inWords(taints)}`, allowed: "a list" }];
  const seen = new Set<string>();
  return taints.flatMap((taint: unknown) => {
    if (!isMapping(taint)) return [{ found: `taint ${inWords(taint)}`, allowed: TAINT }];
    const { key, value, effect } = taint;
    const found = `taint ${inWords(key)}, ${inWords(value)}, ${inWords(effect)}`;
    const isRight = isQualifiedName(key) && isLabelValue(value ?? "") && EFFECTS.some((known) => known === effect);
    if (!isRight) return [{ found, allowed: TAINT }];
    const identity = `${String(key)}:${String(effect)}`;
    if (seen.has(identity)) return [{ found: `${found} beside another`, allowed: "one taint of each key and effect" }];
    seen.add(identity);
    return [];
  });
};

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"] as const;

const ZONE = LABEL_NAME;
const LABEL = `a key such as example.com/disk, whose name and value, a text, have ${LABEL_NAME}`;
const TAINT = `${LABEL}, and as effect one of ${EFFECTS.join(", ")}`;

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
