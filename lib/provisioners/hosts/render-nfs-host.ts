import type { NfsHost } from "../../inventory/nfs-host.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { renderExports } from "./render-exports.ts";
import { renderSetupScript } from "./render-setup-script.ts";

/** A server's files, with paths relative to its folder below `hosts/`: none for a server that exports nothing. */
export const renderNfsHost = (host: NfsHost): readonly OutputFile[] =>
  host.exports.length === 0
    ? []
    : [
        { path: "exports", text: renderExports(host) },
        { path: "setup.sh", text: renderSetupScript(host), executable: true },
      ];
