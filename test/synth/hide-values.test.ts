import { describe, expect, test } from "vitest";
import { valueHider } from "../../lib/synth/hide-values.ts";
import { secretValuesIn } from "../../lib/synth/secret-values.ts";

const PEM = "-----BEGIN KEY-----\nMIIBVgIBADANBgkqhkiG9w0B\nAQEFAASC\n-----END KEY-----\n";

const check = (value: string | Buffer, text: string, shown: string): void =>
  expect(valueHider([Buffer.from(value)], () => "#")(text)).toBe(shown);

describe("valueHider hides a value", () => {
  test("wherever it stands", () => check("hunter2", "hunter2 mysql://a:hunter2@b xhunter2y", "# mysql://a:#@b x#y"));
  test("in base64", () => check("hunter2", `a: ${Buffer.from("hunter2").toString("base64")}`, "a: #"));
  test("without the end of its line, or with it", () =>
    check("hunter2\n", "a: hunter2, aHVudGVyMgo= aHVudGVyMg==", "a: #, # #"));
  test("in quotes of YAML and JSON", () =>
    check(`it's "so"`, `'it''s "so"' ${JSON.stringify(`it's "so"`)}`, `'#' "#"`));
  test("in quotes within quotes", () => {
    const text = JSON.stringify({ a: `it's "so"\\` });
    check(
      `it's "so"\\`,
      `${JSON.stringify(text)} '${text.replaceAll("'", "''")}'`,
      String.raw`"{\"a\":\"#\"}" '{"a":"#"}'`,
    );
  });
  test.each([
    ["a part of one", encodeURIComponent],
    ["a whole one", encodeURI],
    ["a field of a form", (text: string) => new URLSearchParams({ a: text }).toString().slice(2)],
    ["the password of one", (text: string) => Object.assign(new URL("a://b@c"), { password: text }).password],
  ])("in a URL, as %s", (_, encode) => {
    const value = "p&ss w+rd/ü?'=~!%";
    expect(encode(value)).not.toBe(value);
    check(value, `a://u:${encode(value)}@b`, "a://u:#@b");
    check(value, JSON.stringify({ url: encode(value) }), '{"url":"#"}');
  });
  test("in base64 of URLs, and without its end", () =>
    check("hunter2??>>", `aHVudGVyMj8_Pj4 aHVudGVyMj8/Pj4 a=${encodeURIComponent("aHVudGVyMj8/Pj4=")}`, "# # a=#"));
  test("by its long lines", () =>
    check(PEM, `a: |\n  MIIBVgIBADANBgkqhkiG9w0B\n  AQEFAASC\n`, "a: |\n  #\n  AQEFAASC\n"));
  test("that has the sign for what is no text", () => check("hunter\uFFFD2", "a: hunter\uFFFD2", "a: #"));
  test("that is no text", () => check(Buffer.from([0xff, 0xfe, 1, 2, 3, 4]), "a: //4BAgME", "a: #"));
  test("that has signs of patterns", () => check("$&.*+?", "a: $&.*+? b", "a: # b"));
  test("that is a part of another, after that", () => {
    const hide = valueHider([Buffer.from("hunter"), Buffer.from("hunter2000")], (value) => `#${value.length}`);
    expect(hide("hunter hunter2000")).toBe("#6 #10");
  });
  test("that overlaps another, as one", () => {
    const hide = valueHider([Buffer.from("first-hunter"), Buffer.from("hunter2000")], () => "#");
    expect(hide("first-hunter2000 hunter200")).toBe("# hunter200");
  });
  test("but not one that is too short to be told from other words", () => check("admin", "admins", "admins"));
  test("but not blanks", () => check("        ", "          a", "          a"));
});

test("secretValuesIn finds the values of Secrets, wherever these stand, and no others", () => {
  const secret = (members: object) => ({ apiVersion: "v1", kind: "Secret", metadata: { name: "name" }, ...members });
  const found = secretValuesIn({
    kind: "List",
    items: [
      secret({ type: "Opaque", stringData: { a: "plain", pin: 12 }, data: { b: "aHVudGVyMg==" } }),
      {
        kind: "Other",
        spec: { template: secret({ stringdata: { c: ["misspelt"] } }), ref: { kind: "Secret", name: "d" } },
      },
      { kind: "ConfigMap", metadata: { name: "e" }, data: { f: "public" } },
    ],
  });
  expect(found.map(String)).toEqual(["plain", "12", "hunter2", "aHVudGVyMg==", "misspelt"]);
});
