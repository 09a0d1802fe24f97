import { type ImportDeclarationStructure, StructureKind } from "ts-morph";
import { type ApiField, type ApiKind, type ApiType, fieldOf, readApi } from "../schema/api.ts";
import { isKindType, JSON_SCHEMA, typesIn, writableFields } from "./types-reached.ts";

/** A file to generate: a group and version, its types and those of them that are kinds. */
export interface GeneratedFile {
  /** `core/v1`. */
  readonly file: string;
  readonly types: readonly string[];
  readonly kinds: readonly ApiKind[];
}

/** A field's type in TypeScript, as its file writes it. */
export const typeText = (file: string, { type, enum: values }: ApiField): string => {
  if (type.startsWith("[]"))
    return `readonly ${inParentheses(typeText(file, { type: type.slice(2), ...asEnum(values) }))}[]`;
  if (type.startsWith("{}")) {
    return `Readonly<Record<string, ${typeText(file, { type: type.slice(2), ...asEnum(values) })}>>`;
  }
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (type.startsWith("@")) return localName(file, type.slice(1));
  return scalarText(file, type);
};

const asEnum = (values: readonly string[] | undefined) => (values === undefined ? {} : { enum: values });

const inParentheses = (text: string): string =>
  text.includes(" | ") || text.startsWith("readonly") ? `(${text})` : text;

const scalarText = (file: string, type: string): string => {
  const schema = localName(file, JSON_SCHEMA);
  const texts: Readonly<Record<string, string>> = {
    integer: "number",
    bytes: "string",
    time: "string",
    quantity: "string | number",
    "int-or-string": "string | number",
    json: "unknown",
    "schema-or-array": `${schema} | readonly ${schema}[]`,
    "schema-or-boolean": `${schema} | boolean`,
    "schema-or-strings": `${schema} | readonly string[]`,
  };
  return texts[type] ?? type;
};

/** The name that a type has in the file where it stands: a kind's fields are `<Kind>Props`, beside its class. */
export const ownName = (typeName: string): string => {
  const name = typeName.slice(typeName.lastIndexOf(".") + 1);
  const type = readApi().types[typeName];
  return type !== undefined && isKindType(type) ? `${name}Props` : name;
};

/** The name that a file uses: its own types win over those that it imports under the same name. */
const localName = (file: string, typeName: string): string => {
  const name = ownName(typeName);
  const isTaken = fileOf(typeName) !== file && `${file}.${name}` in readApi().types;
  return isTaken ? `${prefixOf(typeName)}${name}` : name;
};

/** `core/v1` gives `CoreV1`. */
const prefixOf = (typeName: string): string =>
  fileOf(typeName)
    .split(/[./]/)
    .filter((word) => word !== "k8s" && word !== "io")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const fileOf = (typeName: string): string => typeName.slice(0, typeName.lastIndexOf("."));

/** What a file imports: the base of its kinds, and types of other files. */
export const importsOf = (file: GeneratedFile): readonly ImportDeclarationStructure[] => {
  const foreign = foreignTypes(file);
  const files = [...new Set(foreign.map(fileOf))].toSorted();
  return [...kindImports(file), ...files.map((from) => importOf(file.file, from, foreign))];
};

const foreignTypes = ({ file, types }: GeneratedFile): readonly string[] => {
  const used = types.flatMap((name) => {
    const type = readApi().types[name] as ApiType;
    return writableFields(type).flatMap((field) => typesIn(fieldOf(type, field)?.type ?? ""));
  });
  return [...new Set(used)].filter((name) => fileOf(name) !== file).toSorted();
};

const importOf = (file: string, from: string, foreign: readonly string[]): ImportDeclarationStructure => ({
  kind: StructureKind.ImportDeclaration,
  isTypeOnly: true,
  moduleSpecifier: `../${from}.ts`,
  namedImports: foreign
    .filter((name) => fileOf(name) === from)
    .map((name) => {
      const [own, local] = [ownName(name), localName(file, name)];
      return own === local ? own : { name: own, alias: local };
    }),
});

const kindImports = ({ kinds }: GeneratedFile): readonly ImportDeclarationStructure[] => {
  if (kinds.length === 0) return [];
  const hasCluster = kinds.some(({ namespaced }) => !namespaced);
  const hasNamespaced = kinds.some(({ namespaced }) => namespaced);
  const types = ["type KindType", ...(hasNamespaced ? ["type NamespacedScope"] : [])];
  return [
    ...(hasCluster ? [namedImport("constructs", ["Construct"], true)] : []),
    namedImport("kumiki/kinds", ["KindObject", ...types], false),
  ];
};

const namedImport = (from: string, names: readonly string[], isTypeOnly: boolean): ImportDeclarationStructure => ({
  kind: StructureKind.ImportDeclaration,
  moduleSpecifier: from,
  namedImports: [...names],
  isTypeOnly,
});
