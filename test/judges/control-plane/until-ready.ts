import { connect } from "./api.ts";
import { pause, type Server } from "./processes.ts";

/** Waits until an API server takes requests; says why where one of the servers ends instead. */
export const untilReady = async (port: number, servers: readonly Server[], certificate: string): Promise<void> => {
  const until = Date.now() + 40_000;
  while (Date.now() < until) {
    const gone = servers.find((server) => server.hasExited());
    if (gone !== undefined) throw new Error(`a server ended before it was ready\n${gone.lastWords()}`);
    if (await isReady(port, certificate)) return;
    await pause(100);
  }
  throw new Error(`no API server after 40 s\n${servers.map((server) => server.lastWords()).join("\n")}`);
};

/** The certificate appears while the server starts, and its port some time later. */
const isReady = async (port: number, certificate: string): Promise<boolean> => {
  try {
    const api = connect(port, "", certificate);
    const { status } = await api.ask("GET", "/readyz");
    api.close();
    return status === 200;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ECONNREFUSED" || code === "ECONNRESET") return false;
    throw error;
  }
};
