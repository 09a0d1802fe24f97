import { defineFinding, type FindingMaker } from "../finding/finding.ts";

/** An export that no pod of any cluster mounts. */
export const exportUnmounted: FindingMaker<{ path: string; server: string }> = defineFinding({
  code: "export-unmounted",
  severity: "warning",
  says: ({ path, server }) =>
    `Cannot write an export line for ${path} of server "${server}": nothing mounts it, and a line without clients is open to the world; ` +
    "mount it, or take the export out",
});

/** An export whose pods can run nowhere, or whose list of clients is empty. */
export const exportWithoutClients: FindingMaker<{ path: string; server: string; isStated: boolean }> = defineFinding({
  code: "export-without-clients",
  severity: "error",
  says: ({ path, server, isStated }) =>
    `Cannot find clients for ${path} of server "${server}": ${
      isStated
        ? "pods mount it, and the program states an empty list; name clients, or leave them out for the machines that run these pods"
        : "no machine can run the pods that mount it; look at their nodeSelector, affinity and tolerations, or state the export's clients"
    }`,
});

/** An export that a machine may not mount which runs its pods. */
export const exportLocksOut: FindingMaker<{ path: string; server: string; machines: string }> = defineFinding({
  code: "export-locks-out",
  severity: "warning",
  says: ({ path, server, machines }) =>
    `Cannot mount ${path} of server "${server}" on ${machines}: pods that mount it can run there, and the clients that the program ` +
    "states leave these machines out; state them too, or acknowledge it where the server sees them by other addresses",
});
