import { expect, test, vi } from "vitest";
import type * as Kumiki from "../../lib/index.ts";
import type * as Library from "./notes.ts";

/** A copy of kumiki and of a library on top of it, as npm installs one more where two ranges do not agree. */
const copy = async () => {
  vi.resetModules();
  const kumiki: typeof Kumiki = await import("../../lib/index.ts");
  const library: typeof Library = await import("./notes.ts");
  return { kumiki, library };
};

type Copy = Awaited<ReturnType<typeof copy>>;

/** A project of one copy with a Notes server of another in it. */
const stack = ({ kumiki }: Copy, { library }: Copy, attachmentMiB: number) => {
  const project = new kumiki.Project({ defaults: "2026-11" });
  const nas = new kumiki.NfsServer(project, "nas", { address: "10.0.0.10" });
  const home = new kumiki.Cluster(project, "home", {
    kubernetes: "1.30",
    provisioner: kumiki.rke({ release: "1.8.14" }),
    ssh: { user: "ubuntu" },
    nodes: { "node-1": { address: "10.0.0.11" } },
  });
  const data = nas.export("/srv/notes", { size: "10Gi" });
  const office = new kumiki.Namespace(home, "office");
  const notes = new library.Notes(office, "notes", { host: "notes.home.arpa", tls: "none", data, attachmentMiB });
  return { notes, ...kumiki.synthesize(project) };
};

test("a library with its own copy of kumiki makes the same, is known to the other copy, and raises its findings there", async () => {
  const [one, other] = [await copy(), await copy()];
  expect(one.kumiki.Project).not.toBe(other.kumiki.Project);
  expect(one.library.Notes).not.toBe(other.library.Notes);
  const { notes, files } = stack(one, other, 16);
  expect(files).toEqual(stack(one, one, 16).files);
  expect(files.map(({ path }) => path)).toContain("home/manifests/namespaces/office/deployment-notes.yaml");
  expect([notes instanceof one.library.Notes, one.library.Notes.isNotes(notes)]).toEqual([false, true]);
  expect(stack(one, other, 0).findings.map(({ code }) => code)).toContain("notes-attachment");
});
