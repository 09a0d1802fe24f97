import type { IConstruct } from "constructs";
import { Cluster } from "../cluster/cluster.ts";
import { walkTree } from "../tree/walk.ts";

/** Names of the clusters in a project's tree. */
export const clusterNamesOf = (project: IConstruct): readonly string[] =>
  walkTree(project).charts.flatMap((chart) => (chart instanceof Cluster ? [chart.clusterName] : []));
