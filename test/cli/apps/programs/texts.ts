import { ApiObject, type App, Chart } from "cdk8s";

const TEXTS = [
  "",
  " ",
  "yes",
  "012",
  "1e3",
  "2001-12-14",
  "a: b",
  "a #b",
  "- a",
  "{{ .Values.a }}",
  "line\n",
  "line\n\nline",
  "\n  line\n",
  "line \nline",
  "tab\tin it\n",
  "keep\n\n\n",
  "carriage\r\nreturn",
  `${"long ".repeat(40)}\n${"long ".repeat(40)}`,
  "both \"quotes\" and 'quotes'",
  "\u0000\u001b\u0085\u2028",
  "zażółć 😀",
  "---\n%TAG\n...",
  '#!/bin/sh\nset -e\necho "$A"  \n',
];

/** Text of every form as value, in lists, as key, and numbers at their edges. */
export const build = (app: App): void => {
  const chart = new Chart(app, "texts");
  new ApiObject(chart, "values", {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: Object.fromEntries(TEXTS.entries()),
    list: TEXTS,
    deep: [[TEXTS]],
  });
  new ApiObject(chart, "keys", {
    apiVersion: "v1",
    kind: "ConfigMap",
    data: Object.fromEntries(TEXTS.map((text, index) => [text, index])),
  });
  const numbers = [0, -1, 0.5, -0.25, 1e21, 1e-7, 2 ** 53, Number.MAX_VALUE, -0];
  new ApiObject(chart, "numbers", {
    apiVersion: "v1",
    kind: "ConfigMap",
    numbers,
    empty: {},
    none: [],
    truth: [true, false],
  });
};
