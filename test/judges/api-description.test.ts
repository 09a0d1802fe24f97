import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect } from "vitest";
import { releasesIn } from "../../lib/schema/releases.ts";
import { ROOT, scratch } from "../terminal.ts";
import { askProgram } from "./ask-program.ts";
import { controlPlanePrograms } from "./control-plane/control-plane.ts";
import { describeApi } from "./control-plane/describe-api.ts";
import { withControlPlane } from "./control-plane/with-control-plane.ts";
import { judged } from "./judge.ts";

/** `lib/schema/data/api.json`, as far as releases go. */
interface CompactApi {
  readonly releases: readonly string[];
  readonly kinds: readonly {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly releases?: string;
  }[];
  readonly types: Readonly<
    Record<string, { readonly releases?: string; readonly fields: Readonly<Record<string, CompactField>> }>
  >;
}

type CompactField = string | { readonly type: string; readonly required?: true | string; readonly releases?: string };

const read = (folder: string): CompactApi => JSON.parse(readFileSync(join(folder, "api.json"), "utf8")) as CompactApi;

/** What a schema says about one release: a line for each kind and each field. */
const linesOf = ({ releases, kinds, types }: CompactApi, release: string): readonly string[] => {
  const within = (span: string | undefined, all: readonly string[]): readonly string[] =>
    span === undefined ? all : releasesIn(span);
  const served = kinds.filter((kind) => within(kind.releases, releases).includes(release));
  const known = Object.entries(types).filter(([, type]) => within(type.releases, releases).includes(release));
  return [
    ...served.map(({ apiVersion, kind, namespaced }) => `${apiVersion} ${kind} ${namespaced}`),
    ...known.flatMap(([name, type]) => {
      const all = within(type.releases, releases);
      return Object.entries(type.fields)
        .map(([field, given]) => [field, typeof given === "string" ? { type: given } : given] as const)
        .filter(([, field]) => within(field.releases, all).includes(release))
        .map(([field, { type: holds, required }]) => {
          const isRequired =
            required === true || (required !== undefined && within(required, releases).includes(release));
          return `${name}.${field} ${holds}${isRequired ? " required" : ""}`;
        });
    }),
  ].toSorted();
};

describe.each(["1.30", "1.37"])("Kubernetes %s", (release) => {
  withControlPlane({ title: "describes its API", release }, (controlPlane) => {
    const hearing = { judge: `kube-apiserver-${release}`, needs: controlPlanePrograms(release), artefacts: 1 };
    judged("as our schema has it, every kind and every field", hearing, async () => {
      const description = await describeApi(controlPlane().api);
      const file = `${description.kubernetes}.json.gz`;
      const bytes = gzipSync(JSON.stringify(description));
      // Where `npm run schema:refresh` wants it.
      const wanted = process.env["KUMIKI_API_DESCRIPTIONS"];
      if (wanted !== undefined) writeFileSync(join(wanted, file), bytes);
      const [alone, out] = [scratch(), scratch()];
      writeFileSync(join(alone, file), bytes);
      const script = join(ROOT, "scripts", "compact-schema.mjs");
      expect(askProgram(process.execPath, [script, alone, out])).toMatchObject({ exitCode: 0, stderr: "" });
      const theirs = linesOf(read(out), release);
      expect(theirs.length).toBeGreaterThan(1000);
      expect(linesOf(read(join(ROOT, "lib", "schema", "data")), release)).toEqual(theirs);
    });
  });
});
