import { defineFinding, type FindingMaker } from "../finding/finding.ts";

/** An export that no pod of any cluster mounts. */
export const exportUnmounted: FindingMaker<{ path: string; server: string }> = defineFinding({
  code: "export-unmounted",
  severity: "warning",
  says: ({ path, server }) =>
    `Cannot write an export line for ${path} of server "${server}": nothing mounts it, and a line without clients is open to the world; ` +
    "mount it, or take the export out",
});

/** An export whose pods can run nowhere. */
export const exportWithoutClients: FindingMaker<{ path: string; server: string }> = defineFinding({
  code: "export-without-clients",
  severity: "error",
  says: ({ path, server }) =>
    `Cannot find clients for ${path} of server "${server}": no machine can run the pods that mount it; ` +
    "look at their nodeSelector, affinity and tolerations, or state the export's clients",
});
