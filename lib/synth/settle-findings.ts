import type { IConstruct } from "constructs";
import { Cluster } from "../cluster/cluster.ts";
import { propValue } from "../cluster/cluster-findings.ts";
import { Namespace } from "../cluster/namespace.ts";
import { NFS_SERVER } from "../cluster/nfs-server.ts";
import type { Finding } from "../finding/finding.ts";
import { inWords } from "../finding/in-words.ts";
import type { Acknowledgement } from "../inventory/inventory.ts";
import { describeIdentity, groupOf } from "../manifest/identity.ts";
import { compareText } from "../text/compare-text.ts";
import { ACKNOWLEDGED, type AcknowledgedCode } from "../tree/acknowledge.ts";
import { cdk8s } from "../tree/cdk8s.ts";
import { type Facts, factsOf, type StatedFact } from "../tree/fact.ts";
import { placeOf } from "../tree/origin.ts";
import { acknowledgementUnused } from "./synth-findings.ts";

/** A finding that the program acknowledged, with its reason. */
export interface SettledFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** Findings, with what the program means to live with taken out. */
export interface Settlement {
  readonly findings: readonly Finding[];
  readonly settled: readonly SettledFinding[];
  /** What each cluster's inventory shows as acknowledged: its own, and what was said about servers and the whole project. */
  readonly acknowledgedFor: (cluster: Cluster) => readonly Acknowledgement[];
}

/** Takes out what is acknowledged, and reports acknowledgements that settle nothing. */
export const settleFindings = (facts: Facts, findings: readonly Finding[]): Settlement => {
  const acknowledgements = facts.of(ACKNOWLEDGED);
  const used = new Set<StatedFact<AcknowledgedCode>>();
  const open: Finding[] = [];
  const settled: SettledFinding[] = [];
  for (const finding of findings) {
    const found = acknowledgements.filter((fact) => settles(fact, finding));
    for (const fact of found) used.add(fact);
    const [first] = found;
    if (first === undefined) open.push(finding);
    else settled.push({ finding, reason: first.value.reason });
  }
  const unused = acknowledgements.filter((fact) => !used.has(fact));
  return {
    findings: [
      ...open,
      ...acknowledgements.flatMap(reasonMissing),
      ...unused.map(({ construct, value }) => acknowledgementUnused(placeOf(construct), { code: value.code })),
    ],
    settled,
    acknowledgedFor: (cluster) =>
      acknowledgements
        .filter((fact) => concerns(fact, cluster))
        .map(toAcknowledgement)
        .toSorted((a, b) => compareText(a.code, b.code) || compareText(a.about, b.about)),
  };
};

/** An acknowledgement that does not say why; nobody type-checked the program. */
const reasonMissing = ({ construct, value }: StatedFact<AcknowledgedCode>): readonly Finding[] => {
  const reason: unknown = value.reason;
  if (typeof reason === "string" && reason.trim() !== "") return [];
  const allowed = "a text that says why, which readers of the run-book see";
  return [
    propValue(placeOf(construct), { prop: `the reason to acknowledge ${value.code}`, found: inWords(reason), allowed }),
  ];
};

const settles = ({ construct, value }: StatedFact<AcknowledgedCode>, { code, about }: Finding): boolean => {
  if (code !== value.code) return false;
  const { path } = construct.node;
  return path === "" || about.path === path || about.path.startsWith(`${path}/`);
};

const concerns = ({ construct }: StatedFact<AcknowledgedCode>, cluster: Cluster): boolean => {
  const around = construct.node.scopes.find((scope) => scope instanceof Cluster);
  return around === undefined || around === cluster;
};

const toAcknowledgement = ({ construct, value }: StatedFact<AcknowledgedCode>): Acknowledgement => ({
  code: value.code,
  about: identityAround(construct),
  reason: value.reason,
});

/** What the construct is in the output: moving or renaming it in the program rewrites no file. */
const identityAround = (construct: IConstruct): string => {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    if (at instanceof Cluster) return `cluster ${at.clusterName}`;
    if (at instanceof Namespace) return `namespace ${at.name}`;
    const [server] = factsOf(at, NFS_SERVER);
    if (server !== undefined) return `server ${server.name}`;
    if (cdk8s.ApiObject.isApiObject(at)) {
      const { apiVersion, kind, name, chart } = at;
      return describeIdentity({ group: groupOf(apiVersion), kind, namespace: chart.namespace, name });
    }
  }
  return "project";
};
