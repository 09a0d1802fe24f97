import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Manifest } from "../../lib/manifest/manifest.ts";
import { SITES } from "./clusters.ts";
import { areMissing, judged } from "./judge.ts";
import { makeStack, type Stack } from "./pods/stack.ts";

const NEEDS = ["bwrap", "setpriv", "ip", "root"];
const HEARING = { judge: "debian", needs: NEEDS, artefacts: 1 };

/** The stack of a cluster, for the tests of a block. */
const withStack = (cluster: string, change?: (object: Manifest) => Manifest): (() => Stack) => {
  let stack: Stack | undefined;
  beforeAll(async () => {
    if (!areMissing(["debian", ...NEEDS])) stack = await makeStack(cluster, change);
  });
  afterAll(() => stack?.stop());
  return () => {
    if (stack === undefined) throw new Error("no stack was made");
    return stack;
  };
};

/** MariaDB's own list of its options, as the pod's arguments and files leave them, and what it complains about. */
const mariadb = (stack: Stack) => {
  const { exitCode, stdout, stderr } = stack.ask("StatefulSet", ["mariadbd", "--help", "--verbose"]);
  const options = stdout.slice(stdout.indexOf("\n---"));
  // Of the machine that runs the tests, not of ours: its limit of open files, and its want of a network.
  const complaints = stderr
    .split("\n")
    .filter((line) => /\[(?:Warning|ERROR)\] (?!Could not increase|failed to retrieve the MAC|WSREP)/.test(line));
  const value = (option: string): string | undefined => new RegExp(`^${option} +(.*)$`, "m").exec(options)?.[1];
  return { exitCode, complaints, value };
};

const apache = (stack: Stack) => stack.ask("Deployment", ["sh", "-c", ". /etc/apache2/envvars && apache2 -t"]);

/** PHP's own values of what we set, a line each. */
const php = (stack: Stack) => {
  const script = "foreach (array_slice($argv, 1) as $setting) echo ini_get($setting), PHP_EOL;";
  return stack.ask("Deployment", ["php", "-r", script, "--", ...Object.keys(PHP_SETTINGS)]);
};

describe.each(SITES)("of %s", (cluster) => {
  const stack = withStack(cluster);
  judged("MariaDB takes every setting, and complains about none", HEARING, () => {
    const { exitCode, complaints, value } = mariadb(stack());
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: [] });
    const values = Object.fromEntries(Object.keys(SETTINGS).map((option) => [option, value(option)]));
    expect(values).toEqual(SETTINGS);
  });
  judged("Apache takes every file", HEARING, () => {
    expect(apache(stack())).toEqual({ exitCode: 0, stdout: "", stderr: "Syntax OK\n" });
  });
  judged("PHP takes every setting", HEARING, () => {
    const { stdout, stderr } = php(stack());
    expect({ settings: stdout.split("\n").slice(0, -1), stderr }).toEqual({
      settings: Object.values(PHP_SETTINGS),
      stderr: "",
    });
  });
});

const PHP_SETTINGS = { upload_max_filesize: "64M", post_max_size: "72M", memory_limit: "256M", expose_php: "" };

const SETTINGS = {
  "character-set-server": "utf8mb4",
  "innodb-buffer-pool-size": "536870912",
  "innodb-data-file-buffering": "TRUE",
  "innodb-flush-neighbors": "0",
  "innodb-io-capacity": "200",
  "innodb-log-file-buffering": "TRUE",
  "innodb-log-file-size": "268435456",
  "innodb-use-native-aio": "FALSE",
  "max-allowed-packet": "67108864",
  "max-connections": "100",
  "skip-name-resolve": "TRUE",
  tmpdir: "/tmp",
  "bind-address": "(No default value)",
  datadir: "/var/lib/mysql/",
};

describe("with a mistake in it", () => {
  const stack = withStack("dist/lecture", (object) =>
    object.kind === "ConfigMap" ? { ...object, data: BROKEN[object.metadata.name] } : object,
  );
  judged("my.cnf is refused by MariaDB", HEARING, () => {
    // Its exit code is 0 all the same: InnoDB, whose setting it is, is not there then.
    expect(mariadb(stack()).complaints.join("\n")).toContain("unknown variable 'innodb_bufer_pool_size=1G'");
  });
  judged("php.ini is complained about by PHP", HEARING, () => {
    const { stdout, stderr } = php(stack());
    expect(stdout + stderr).toContain("syntax error, unexpected '='");
  });
  judged("a virtual host is refused by Apache", HEARING, () => {
    expect(apache(stack())).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("Invalid command 'Lissten'") as string,
    });
  });
});

const BROKEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "mariadb-config": { "kumiki.cnf": "[mariadb]\ninnodb_bufer_pool_size=1G\n" },
  "wordpress-config": {
    "extra.php": "",
    "mpm.conf": "",
    "php.ini": "memory_limit = = 1\n",
    "vhost.conf": "",
    "ports.conf": "Lissten 8080\n",
  },
};
