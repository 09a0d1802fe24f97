import type { NfsExport, NfsHost } from "../../inventory/nfs-host.ts";

/**
 * The server's exports, as exports(5) reads them: one line per directory with all its clients. No blank stands between a
 * client and its options, which would give the client the defaults and the world the options.
 */
export const renderExports = ({ name, exports }: NfsHost): string =>
  [`# What server ${name} exports`, ...exports.map(lineOf), ""].join("\n");

const lineOf = ({ path, clients }: NfsExport): string =>
  [escapePath(path), ...clients.map(({ address, options }) => `${address}(${options.join(",")})`)].join(" ");

/** Blanks, quotes, hashes and backslashes as octal codes, byte for byte. */
const escapePath = (path: string): string =>
  path.replace(/[\s"#\\]/gu, (character) =>
    [...Buffer.from(character, "utf8")].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join(""),
  );
