import { spawn } from "node:child_process";
import { once } from "node:events";

/** A server of one folder's files on this machine, in a process of its own: programs wait for it without returning. */
export interface FixtureServer {
  readonly url: string;
  readonly stop: () => void;
}

export const serveFixtures = async (folder: string): Promise<FixtureServer> => {
  const server = spawn(process.execPath, ["--input-type=module", "--eval", SERVER, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(server.stdout, "data")) as [Buffer];
  return { url: `http://127.0.0.1:${port.toString().trim()}`, stop: () => server.kill() };
};

const SERVER = `
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";
const server = createServer(({ url }, response) => response.end(readFileSync(join(process.argv[1], basename(url)))));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;
