import { ApiObject, type App, Chart } from "cdk8s";

/** Each is one word. */
const WORDS =
  "yes No on y null ~ true 1 0x1 0o7 1_000 1e3 e1 .5 - -1 +1 .inf .nan 12:30:45 2026-11-28 2026-11-28T10:00:00Z = << #a *a &a !a %a @a `a " +
  "'a' \"a\" {a [a a] a: | > a\\b \\n ü 日本 😀";

const LINES = ["a\nb", "a\nb\n", "a\n\n\nb\n\n", "\na", " a\nb", "a\n b", "\n", "a\r\nb", "a\n".repeat(100)];

const BLANKS = [
  "",
  " ",
  "a: b",
  "a #b",
  "- a",
  "? a",
  ", a",
  ": a",
  "\ta",
  "a\t",
  " a",
  "a ",
  `${"word ".repeat(100)}end`,
];

const SPECIAL = ["\u0000", "\u0085", "\u2028a", "\ufeffa", "\ud800", "x".repeat(2000)];

const TEXTS = [...WORDS.split(" "), ...LINES, ...BLANKS, ...SPECIAL];

/** cdk8s writes this key so that no reader takes it for one. */
const KEYS = TEXTS.filter((text) => text !== "<<");

/** Texts that a reader of YAML may take for something else, as values and as keys. */
export const build = (app: App): void => {
  const chart = new Chart(app, "texts");
  new ApiObject(chart, "values", {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: Object.fromEntries(TEXTS.map((text, index) => [`t${index}`, text])),
  });
  new ApiObject(chart, "list", { apiVersion: "v1", kind: "A", spec: { list: TEXTS, lists: [TEXTS] } });
  new ApiObject(chart, "keys", {
    apiVersion: "v1",
    kind: "A",
    spec: Object.fromEntries(KEYS.map((text) => [text, 1])),
  });
};
