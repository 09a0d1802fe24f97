import { join } from "node:path";
import { findProgram } from "../judge.ts";
import type { PrivateNetwork } from "./private-network.ts";

/** What a site answered. */
export interface Answer {
  readonly status: number;
  /** Where it leads on to. */
  readonly location: string | undefined;
  readonly body: string;
}

export interface Visit {
  readonly form?: Readonly<Record<string, string>>;
  /** A file to send along, by its field. */
  readonly upload?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody with a browser and its cookies, whose requests arrive as the ingress hands them on. */
export type Visitor = (path: string, visit?: Visit) => Answer;

export interface Site {
  readonly network: PrivateNetwork;
  /** `https://blog.example.com` */
  readonly url: string;
  readonly port: number;
  /** Where the cookies are kept. */
  readonly folder: string;
}

export const visitorOf = ({ network, url: site, port, folder }: Site): Visitor => {
  const { host, protocol } = new URL(site);
  const cookies = join(folder, "cookies");
  return (path, { form = {}, upload = {}, headers = {} } = {}) => {
    const fields = Object.entries(form);
    const files = Object.entries(upload).flatMap(([field, file]) => ["--form", `${field}=@${file}`]);
    const how = files.length > 0 ? "--form-string" : "--data-urlencode";
    const all = { Host: host, "X-Forwarded-Proto": protocol.slice(0, -1), ...headers };
    const options = [
      ["--silent", "--show-error", "--include", "--max-time", "60", "--header", "Expect:"],
      ["--cookie", cookies, "--cookie-jar", cookies],
      Object.entries(all).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
      fields.flatMap(([name, value]) => [how, `${name}=${value}`]),
      files,
    ];
    const url = `http://127.0.0.1:${port}${path}`;
    const { stdout, stderr } = network.ask([findProgram("curl"), ...options.flat(), url]);
    const [, status, head = "", body = ""] = /^HTTP\/\S+ (\d+)([^]*?)\r\n\r\n([^]*)$/.exec(stdout) ?? [];
    if (status === undefined) throw new Error(`no answer from ${path}: ${stderr}`);
    return { status: Number(status), location: /^location: (.*?)\r?$/im.exec(head)?.[1], body };
  };
};
