import { expect } from "vitest";
import { NfsVolume, synthesize, WordPress, type WordPressProps } from "../lib/index.ts";
import { codesOf, type Sample, sample } from "./sample.ts";

/** What a program may get wrong, and what it is told: the code of every finding, and a part of its sentence. */
export const check = (
  mistake: (sample: Sample) => void,
  codes: readonly string[],
  says: string | RegExp = "",
): void => {
  const made = sample();
  mistake(made);
  const { findings } = synthesize(made.project);
  expect(codesOf({ findings })).toEqual(codes);
  expect(findings.find(({ code }) => code === codes[0])?.message ?? "").toMatch(says);
};

export const wordpress = ({ blog, nas }: Sample, given: Partial<WordPressProps> = {}): WordPress =>
  new WordPress(blog, "site", {
    host: "blog.example.com",
    tls: "none",
    content: given.content ?? nas.export("/data", { size: "1Gi" }),
    database: given.database ?? { data: nas.export("/db", { size: "1Gi" }) },
    ...given,
  });

export const deployment = (claimName: string, spec: object = {}) => ({
  spec: {
    selector: { matchLabels: { app: "a" } },
    template: {
      metadata: { labels: { app: "a" } },
      spec: {
        containers: [{ name: "a", image: "a:1" }],
        volumes: [{ name: "data", persistentVolumeClaim: { claimName } }],
        ...spec,
      },
    },
  },
});

export const volume = (
  { blog, nas }: Sample,
  id = "v",
  accessMode: "ReadWriteOnce" | "ReadWriteMany" = "ReadWriteMany",
): NfsVolume =>
  new NfsVolume(blog, id, {
    directory: nas.export(`/${id}`, { size: "1Gi" }),
    owner: { uid: 33, gid: 33 },
    accessMode,
  });
