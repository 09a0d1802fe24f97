import type { Chart } from "cdk8s";
import { Cluster } from "../cluster/cluster.ts";
import { portableName } from "../text/portable-name.ts";
import { cdk8s } from "../tree/cdk8s.ts";

/** The folder of a cluster, called as the cluster is, or of a chart that stands in none. */
export const folderOfRoot = (root: Chart): string => (root instanceof Cluster ? root.clusterName : folderOfChart(root));

/**
 * The folder of a chart that stands in no cluster, called as cdk8s would call its file: by its id, or by its whole path with a
 * hash where another chart may have that id or the id is no DNS label. A device of Windows is spelt in another way.
 */
const folderOfChart = (chart: Chart): string => portableName(cdk8s.Names.toDnsLabel(chart));
