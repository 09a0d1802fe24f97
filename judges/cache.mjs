import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";

/** Outside the tree, so that a fresh clone finds what another one made. */
export const CACHE = process.env.KUMIKI_JUDGES ?? join(homedir(), ".cache", "kumiki-judges");

/** Where a judge lies: called by all that it is made from, so that an old one is never taken for a new one. */
export const placeOf = ({ name, version, madeFrom }) => {
  const hash = createHash("sha256").update(JSON.stringify(madeFrom)).digest("hex").slice(0, 16);
  return join(CACHE, `${name}-${version}-${hash}`);
};
