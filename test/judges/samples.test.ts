import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { scratch } from "../terminal.ts";
import { askProgram, type Said } from "./ask-program.ts";
import { findProgram, judged } from "./judge.ts";
import { runInPrivateRoot } from "./private-root.ts";

// Judges of files that no app has yet: what writes the first of them puts it in the place of the sample.

const fileOf = (text: string): string => {
  const path = join(scratch(), "sample");
  writeFileSync(path, text);
  return path;
};

describe("ssh", () => {
  const HEARING = { judge: "ssh", artefacts: 1 };
  const ask = (text: string): Said => askProgram(findProgram("ssh"), ["-T", "-G", "-F", fileOf(text), "node-1"]);
  judged("takes a machine's block as it was meant", HEARING, () => {
    const { exitCode, stdout, stderr } = ask("Host node-1\n  HostName 34.85.71.141\n  User ubuntu\n  Port 2222\n");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines).toEqual(expect.arrayContaining(["hostname 34.85.71.141", "user ubuntu", "port 2222"]));
  });
  judged("refuses an option that it does not know", HEARING, () => {
    expect(ask("Host node-1\n  HostNmae 34.85.71.141\n")).toMatchObject({
      exitCode: 255,
      stderr: expect.stringContaining("Bad configuration option: hostnmae") as string,
    });
  });
});

describe("cloud-init", () => {
  const HEARING = { judge: "cloud-init", artefacts: 1 };
  const ask = (text: string): Said => askProgram(findProgram("cloud-init"), ["schema", "--config-file", fileOf(text)]);
  judged("takes a machine's packages and users", HEARING, () => {
    const said = ask("#cloud-config\npackages: [nfs-common]\nusers: [{name: ubuntu, groups: docker}]\n");
    expect(said).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Valid cloud-config") as string });
  });
  judged("refuses a value of another type", HEARING, () => {
    const { exitCode, stdout, stderr } = ask("#cloud-config\npackages: nfs-common\n");
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain("packages: 'nfs-common' is not of type 'array'");
  });
});

describe("nft", () => {
  const HEARING = { judge: "nft", needs: ["bwrap", "root"], artefacts: 1 };
  const ask = (rule: string): Said =>
    runInPrivateRoot({
      files: { "/etc/nftables.conf": `table inet filter {\n  chain input {\n    ${rule}\n  }\n}\n` },
      command: "nft -c -f /etc/nftables.conf",
    });
  judged("takes a rule that admits the machines", HEARING, () => {
    expect(ask("ip saddr { 34.85.71.141, 34.85.71.60 } tcp dport 2049 accept")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
  });
  judged("refuses an address that is none", HEARING, () => {
    expect(ask("ip saddr 35.194.125.79P tcp dport 2049 accept")).toMatchObject({ exitCode: 1 });
  });
});
