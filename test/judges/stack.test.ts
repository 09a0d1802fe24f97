import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { scratch } from "../terminal.ts";
import { SITES } from "./clusters.ts";
import { areMissing, judged } from "./judge.ts";
import type { RunningPod } from "./pods/run-pod.ts";
import { makeStack, type Stack } from "./pods/stack.ts";

const NEEDS = ["bwrap", "setpriv", "ip", "curl", "root"];
const HEARING = { judge: "debian", needs: NEEDS, artefacts: 2 };

const ADMIN = { user: "admin", password: "a long enough pass phrase" };

/** A picture of one dot. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/**
 * Runs an init container's script on a disk of its own, kills all of it after some time, and runs it again under the pod's name, as a
 * kubelet does; says what is amiss.
 */
const CUT_OFF = `export HOSTNAME=site-0
mkdir /tmp/content /tmp/html && ln -s /tmp/content /tmp/html/wp-content
printf %s "$1" | sed 's|/var/www/html|/tmp/html|' >/tmp/fill
setsid sh /tmp/fill & started=$!
sleep "$2"
kill -9 "-$started" 2>/dev/null || true
wait "$started" || true
sleep 0.05
sh /tmp/fill
diff -r /usr/src/wordpress/wp-content /tmp/content || true`;

describe.each(SITES)("the stack of %s", (cluster) => {
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
  const inSite = (script: string): string => {
    const { exitCode, stdout, stderr } = stack.ask("Deployment", ["sh", "-euc", script]);
    return exitCode === 0 ? stdout : stderr;
  };
  judged("keeps what plugins close with an .htaccess, and runs nothing that was uploaded", HEARING, () => {
    const uploads = "/var/www/html/wp-content/uploads";
    inSite(`mkdir -p ${uploads}/closed && echo 'Options -Indexes\ndeny from all' >${uploads}/closed/.htaccess
      echo secret >${uploads}/closed/list.txt && echo open >${uploads}/open.txt && echo '<?php echo 1;' >${uploads}/a.php
      printf '<Files a.php>\nRequire all granted\n</Files>\n' >${uploads}/.htaccess`);
    const statuses = ["closed/list.txt", "open.txt", "a.php", "a.php/b"].map(
      (name) => stack.visitor(`/wp-content/uploads/${name}`).status,
    );
    expect(statuses).toEqual([403, 200, 403, 403]);
  });
  judged("cannot write WordPress itself, which is the image's", HEARING, () => {
    expect(inSite("echo 1 >/var/www/html/wp-includes/version.php")).toContain("Read-only file system");
  });
  judged("stays in service with a plugin that is broken, so that its admin can switch it off", HEARING, async () => {
    const plugin = "/var/www/html/wp-content/plugins/judged.php";
    inSite(`printf '<?php\n/* Plugin Name: Judged */\n' >${plugin}`);
    const link = /href="(plugins\.php\?action=activate&amp;plugin=judged\.php[^"]*)"/;
    const [, href = ""] = link.exec(stack.visitor("/wp-admin/plugins.php").body) ?? [];
    expect(stack.visitor(`/wp-admin/${href.replaceAll("&amp;", "&")}`).status).toBe(302);
    inSite(`printf '<?php\n/* Plugin Name: Judged */\nno_such_function();\n' >${plugin}`);
    expect(stack.visitor("/wp-login.php").status).toBe(500);
    await ready(site);
    inSite(`rm ${plugin}`);
    expect(stack.visitor("/wp-login.php").status).toBe(200);
  });
  judged("runs the hooks that are declared, as they are written", HEARING, () => {
    const hooks = site.containers.flatMap(({ lifecycle }) => lifecycle?.preStop?.exec?.command ?? []);
    expect(hooks).toEqual(["sleep", "10"]);
    expect(stack.ask("Deployment", hooks)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
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
  judged("does not bring back what was deleted from its disk", HEARING, () => {
    const list = (): string => inSite("ls /var/www/html/wp-content/plugins");
    expect(list()).toContain("akismet");
    inSite("rm -r /var/www/html/wp-content/plugins/akismet");
    expect(list()).not.toContain("akismet");
  });
  judged("has whole themes on its disk after a first start that was cut off, and repeated", HEARING, () => {
    const script = (site.inits[0]?.command ?? []).at(-1) ?? "";
    for (const seconds of ["0.005", "0.015", "0.04", "0.08"]) {
      const { stdout, stderr } = stack.ask("Deployment", ["sh", "-euc", CUT_OFF, "sh", script, seconds]);
      expect(stdout).toBe("Only in /tmp/content: .kumiki-filled\n");
      // The shell may say that what it ran was killed.
      expect(["", "Killed\n"]).toContain(stderr);
    }
  });
  judged("is out of service while its database is away, and comes back with it", HEARING, async () => {
    await database.kill();
    const readiness = site.containers[0]?.readinessProbe?.httpGet?.path ?? "";
    expect(stack.visitor(readiness).status).toBe(500);
    database = await stack.start("StatefulSet");
    await stack.untilListening(3306);
    await ready(site);
  });
});
