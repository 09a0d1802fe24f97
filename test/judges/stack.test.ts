import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { scratch } from "../terminal.ts";
import { CLUSTERS } from "./clusters.ts";
import { areMissing, judged } from "./judge.ts";
import type { RunningPod } from "./pods/run-pod.ts";
import { makeStack, type Stack } from "./pods/stack.ts";

const NEEDS = ["bwrap", "setpriv", "ip", "curl", "root"];
const HEARING = { judge: "debian", needs: NEEDS, artefacts: 2 };

const ADMIN = { user: "admin", password: "a long enough pass phrase" };

/** A picture of one dot. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe.each(CLUSTERS)("the stack of %s", (cluster) => {
  let stack: Stack;
  let database: RunningPod;
  let site: RunningPod;
  const ready = async (pod: RunningPod): Promise<void> => {
    for (const container of pod.containers) {
      for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe]) {
        if (probe !== undefined) await pod.untilAnswered(probe);
      }
    }
  };
  beforeAll(async () => {
    if (areMissing(["debian", ...NEEDS])) return;
    stack = await makeStack(cluster);
    database = await stack.start("StatefulSet");
    await stack.untilListening(3306);
    site = await stack.start("Deployment");
  });
  afterAll(async () => {
    await stack?.stop();
  });

  judged("comes up with an empty database and an empty disk, every probe answered", HEARING, async () => {
    await ready(site);
    expect(stack.visitor("/")).toMatchObject({
      status: 302,
      location: expect.stringContaining("/wp-admin/install.php") as string,
    });
  });
  judged("is installed, and its admin logs in", HEARING, () => {
    const form = {
      weblog_title: "Judged",
      user_name: ADMIN.user,
      admin_email: "admin@example.com",
      admin_password: ADMIN.password,
      admin_password2: ADMIN.password,
      language: "",
    };
    expect(stack.visitor("/wp-admin/install.php?step=2", { form }).body).toContain("Success!");
    stack.visitor("/wp-login.php");
    const login = stack.visitor("/wp-login.php", { form: { log: ADMIN.user, pwd: ADMIN.password, testcookie: "1" } });
    expect(login).toMatchObject({ status: 302, location: expect.stringMatching(/\/wp-admin\/$/) as string });
    expect(stack.visitor("/wp-admin/").body).toContain("Dashboard");
  });
  judged("takes an upload, and serves it", HEARING, () => {
    const file = join(scratch(), "dot.png");
    writeFileSync(file, Buffer.from(PNG, "base64"));
    const nonce = /"_wpnonce":"(\w+)"/.exec(stack.visitor("/wp-admin/media-new.php").body)?.[1] ?? "";
    const form = { name: "dot.png", action: "upload-attachment", _wpnonce: nonce };
    const { body } = stack.visitor("/wp-admin/async-upload.php", { form, upload: { "async-upload": file } });
    const { data } = JSON.parse(body) as { readonly data: { readonly url: string } };
    expect(stack.visitor(new URL(data.url).pathname).status).toBe(200);
  });
  judged("runs its cron", HEARING, () => {
    expect(stack.visitor("/wp-cron.php?doing_wp_cron").status).toBe(200);
  });
  judged("is still what it was after both pods were lost", HEARING, async () => {
    await Promise.all([site.kill(), database.kill()]);
    database = await stack.start("StatefulSet");
    await stack.untilListening(3306);
    site = await stack.start("Deployment");
    await ready(site);
    expect(stack.visitor("/").body).toContain("Judged");
    expect(stack.visitor("/wp-admin/").body).toContain("Dashboard");
  });
});
