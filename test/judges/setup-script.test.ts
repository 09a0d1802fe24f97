import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { renderNfsHost } from "../../lib/provisioners/hosts/render-nfs-host.ts";
import { ROOT } from "../terminal.ts";
import type { Said } from "./ask-program.ts";
import { judged } from "./judge.ts";
import { runInPrivateRoot } from "./private-root.ts";

const NEEDS = { judge: "dash", needs: ["bwrap", "exportfs", "root"], artefacts: 1 };

const SHIPPED = {
  "/nas/setup.sh": readFileSync(join(ROOT, "dist/hosts/nas/setup.sh"), "utf8"),
  "/nas/exports": readFileSync(join(ROOT, "dist/hosts/nas/exports"), "utf8"),
};

/** A server whose directory has a blank in its name. */
const BLANK = Object.fromEntries(
  renderNfsHost({
    name: "nas",
    address: "10.0.0.10",
    exports: [
      {
        path: "/my data#1",
        clients: [{ address: "10.0.0.11", options: ["rw"] }],
        directories: [{ path: "/my data#1", uid: 33, gid: 33, mode: "0750" }],
      },
    ],
  }).map(({ path, text }) => [`/nas/${path}`, text]),
);

interface Server {
  /** What was done there before. */
  readonly before?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly run?: string;
  /** A look around afterwards, on standard output. */
  readonly after?: string;
}

/** Runs the lecture's set-up script on a server with nothing on it but the NFS package. */
const setUp = ({ before = ":", files = {}, run = "sh /nas/setup.sh", after = ":" }: Server): Said =>
  runInPrivateRoot({
    files: { "/etc/exports": "", ...SHIPPED, ...files },
    command: `${before}\n${run}\nstatus=$?\n${after}\nexit $status`,
  });

const OWNERS = "stat -c '%n %u:%g %a' /data /bitnami/mariadb; ls /etc/exports.d; wc -l </var/lib/nfs/etab";

describe("setup.sh", () => {
  judged("makes the directories for the pods' users, and installs the exports", NEEDS, () => {
    expect(setUp({ after: OWNERS })).toEqual({
      exitCode: 0,
      stdout:
        "made /bitnami/mariadb the property of 999:999, mode 0750\nmade /data the property of 33:33, mode 2775\n" +
        "installed /etc/exports.d/kumiki.exports\n/data 33:33 2775\n/bitnami/mariadb 999:999 750\nkumiki.exports\n6\n",
      stderr: "",
    });
  });
  judged("makes what lies above a directory a way for all, whatever root's umask is", NEEDS, () => {
    expect(setUp({ run: "(umask 077 && sh /nas/setup.sh >/dev/null)", after: "stat -c %a /bitnami" })).toEqual({
      exitCode: 0,
      stdout: "755\n",
      stderr: "",
    });
  });
  judged("changes nothing the second time", NEEDS, () => {
    expect(setUp({ before: "sh /nas/setup.sh >/dev/null" })).toEqual({
      exitCode: 0,
      stdout: "nothing to change: /etc/exports.d/kumiki.exports is as it should be\n",
      stderr: "",
    });
  });
  judged("takes over a directory that holds files of the right user", NEEDS, () => {
    const before = "mkdir /data && echo kept >/data/index.php && chown -R 33:33 /data";
    expect(setUp({ before, after: "cat /data/index.php" })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/\nkept\n$/) as string,
    });
  });
});

const MOVED = "sed -i 's/apps.lecture.main.ts/apps\\/moved.ts/' /nas/exports";

describe("setup.sh, of a program that was moved,", () => {
  judged("installs the exports anew", NEEDS, () => {
    expect(setUp({ before: `sh /nas/setup.sh >/dev/null && ${MOVED}` })).toEqual({
      exitCode: 0,
      stdout: "installed /etc/exports.d/kumiki.exports\n",
      stderr: "",
    });
  });
});

describe("setup.sh stops before it changes anything at", () => {
  const NOTHING = "ls -d /data/* /bitnami /etc/exports.d 2>/dev/null";
  const refuses = (title: string, server: Server, says: string): void =>
    judged(title, NEEDS, () => {
      const { exitCode, stdout, stderr } = setUp({ after: NOTHING, ...server });
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(says) as string });
      expect(stdout).not.toContain("made ");
      expect(stdout).not.toContain("/bitnami");
    });
  refuses(
    "a directory that holds another user's files",
    { before: "mkdir /data && touch /data/mine" },
    "setup.sh: /data is not empty and belongs to uid 0, but the pods write as uid 33",
  );
  refuses("a file in the place of a directory", { before: "touch /data" }, "/data is there and is no directory");
  refuses("a link in the place of a directory", { before: "ln -s /srv /data" }, "/data is a link");
  refuses(
    "an /etc/exports that exports the same",
    { files: { "/etc/exports": "/data *(rw)\n" } },
    "/etc/exports exports /data too; take out: /data *(rw)",
  );
  refuses(
    "another file of exports that exports the same, in quotes",
    { files: { "/etc/exports.d/old.exports": '"/data" *(rw)\n' }, after: ":" },
    "/etc/exports.d/old.exports exports /data too",
  );
  for (const line of ['"/my data#1" *(rw)', String.raw`/my\040data\0431 *(rw)`])
    refuses(
      `an /etc/exports that exports a path with a blank, as ${line}`,
      { files: { ...BLANK, "/etc/exports": `${line}\n` }, after: ":" },
      `/etc/exports exports /my data#1 too; take out: ${line}`,
    );
  refuses(
    "exports that another program installed, and that would be gone",
    {
      files: {
        "/etc/exports.d/kumiki.exports":
          "# Written by kumiki from apps/shop/main.ts; do not edit\n/shop 10.0.0.9(rw)\n",
      },
      after: ":",
    },
    "/etc/exports.d/kumiki.exports exports /shop too, and is of another: # Written by kumiki from apps/shop/main.ts",
  );
  refuses("a folder without its exports", { before: "rm /nas/exports" }, "found no file called exports beside it");
  refuses(
    "a user who is not root",
    { run: "setpriv --reuid 65534 --clear-groups sh /nas/setup.sh" },
    "must run as root: sudo ./setup.sh",
  );
  refuses(
    "a machine without an NFS server",
    { run: "mkdir /few && ln -s /usr/bin/* /few && rm -f /few/exportfs && PATH=/few sh /nas/setup.sh" },
    "found no exportfs; install the NFS server: apt-get install nfs-kernel-server",
  );
});

describe("setup.sh, where exportfs refuses,", () => {
  const BROKEN = { "/nas/exports": "/data 10.0.0.1(rw,no_such_option)\n" };
  judged("says so and leaves no file of its own behind", NEEDS, () => {
    expect(setUp({ files: BROKEN, after: "ls /etc/exports.d" })).toMatchObject({
      exitCode: 1,
      stdout: expect.not.stringContaining("kumiki.exports") as string,
      stderr: expect.stringContaining("what was there before is back") as string,
    });
  });
  judged("brings back the exports that were there", NEEDS, () => {
    const before = `sh /nas/setup.sh >/dev/null && printf '${BROKEN["/nas/exports"].trim()}\\n' >/nas/exports`;
    expect(setUp({ before, after: "wc -l </etc/exports.d/kumiki.exports" })).toMatchObject({
      exitCode: 1,
      stdout: "4\n",
    });
  });
});
