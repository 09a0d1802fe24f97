import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { createInterface } from "node:readline";
import type { Manifest } from "../../../lib/manifest/manifest.ts";

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The API server, as its administrator. */
export interface Api {
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Where objects of a kind live: `/apis/apps/v1/namespaces/blog/deployments`. */
  readonly collectionOf: (manifest: Manifest) => Promise<string>;
  readonly list: <T = Manifest>(path: string) => Promise<readonly T[]>;
  /** What the server streams of a path, line by line, until `stop`; `ended` is called where it ends by itself. */
  readonly stream: (path: string, take: (line: string) => void, ended: (why: string) => void) => Stop;
  readonly close: () => void;
}

export type Stop = () => void;

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export const connect = (port: number, token: string, certificate: string): Api => {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(certificate) });
  const discovered = new Map<string, Promise<readonly Resource[]>>();

  const authorization = `Bearer ${token}`;

  const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization,
        "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
      };
      const sent = request({ agent, host: "127.0.0.1", port, method, path, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: parse(text) }));
      });
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });

  const discover = (apiVersion: string): Promise<readonly Resource[]> => {
    const known = discovered.get(apiVersion);
    if (known !== undefined) return known;
    const asked = ask("GET", apiRoot(apiVersion)).then(({ status, body }) => {
      if (status !== 200) throw new Error(`the server knows no ${apiVersion}: ${JSON.stringify(body)}`);
      return (body as { resources: readonly Resource[] }).resources;
    });
    discovered.set(apiVersion, asked);
    return asked;
  };

  return {
    ask,
    collectionOf: async ({ apiVersion, kind, metadata: { namespace } }) => {
      const resource = (await discover(apiVersion)).find((each) => each.kind === kind && !each.name.includes("/"));
      if (resource === undefined) throw new Error(`the server knows no ${kind} of ${apiVersion}`);
      const scope = resource.namespaced ? `/namespaces/${namespace ?? "default"}` : "";
      return `${apiRoot(apiVersion)}${scope}/${resource.name}`;
    },
    list: async <T>(path: string) => {
      const { status, body } = await ask("GET", path);
      if (status !== 200) throw new Error(`cannot list ${path}: ${JSON.stringify(body)}`);
      return (body as { items: readonly T[] }).items;
    },
    stream: (path, take, ended) => {
      const sent = request({ agent, host: "127.0.0.1", port, path, headers: { authorization } }, (response) => {
        const failed = (): void => ended(`the stream of ${path} ended with ${response.statusCode}`);
        createInterface({ input: response }).on("line", take).on("error", failed).on("close", failed);
      });
      sent.on("error", (error) => ended(`the stream of ${path}: ${error.message}`));
      sent.end();
      return () => sent.destroy();
    },
    close: () => agent.destroy(),
  };
};

const apiRoot = (apiVersion: string): string =>
  apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

/** `/readyz` answers in plain text. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
