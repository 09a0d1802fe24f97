import { readFileSync } from "node:fs";
import type { Plugin } from "rolldown";
import { parseSync } from "rolldown/utils";

/** The modules that import each module. */
export type Importers = Map<string, readonly string[]>;

/** Notes who imports whom, once all is read. */
export const noteImporters = (importers: Importers): Plugin => ({
  name: "kumiki-note-importers",
  buildEnd() {
    for (const id of this.getModuleIds()) importers.set(id, this.getModuleInfo(id)?.importers ?? []);
  },
});

/** Tells whether one of these files imports something by this name, or exports it again; a member of a namespace does not count. */
export const importByName = (files: readonly string[], name: string): boolean =>
  files.some((file) => namesImportedBy(file).includes(name));

const namesImportedBy = (file: string): readonly string[] => {
  const { staticImports, staticExports } = parseSync(file, readFileSync(file, "utf8")).module;
  const taken = [
    ...staticImports.flatMap(({ entries }) => entries),
    ...staticExports.flatMap(({ entries }) => entries),
  ];
  return taken.map(({ importName: { kind, name } }) => (kind === "Default" ? "default" : (name ?? "")));
};
